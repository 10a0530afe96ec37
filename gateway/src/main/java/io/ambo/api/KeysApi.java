package io.ambo.api;

import io.ambo.access.AccessKey;
import io.ambo.access.KeyLimits;
import io.ambo.access.KeySpec;
import io.ambo.access.Keys;
import io.ambo.core.Caller;
import io.ambo.core.Clock;
import io.ambo.core.DestinationKind;
import io.ambo.core.Message;
import io.ambo.core.Nearest;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.wire.JsonWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /api/keys}: lists keys, creates a key (its secret is returned only once), changes limits, revokes. */
public final class KeysApi {

    private static final Set<String> MEMBERS = Stream.concat(
                    Stream.of("name", "models", "kinds", "policies", "rights", "expires"),
                    KeyLimitsJson.MEMBERS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private final Supplier<Keys> keys;
    private final Clock clock;

    public KeysApi(Supplier<Keys> keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(
                ApiEndpoint.get("/api/keys", ApiEndpoint.Access.ADMINISTRATOR, this::list),
                ApiEndpoint.post("/api/keys", ApiEndpoint.Access.ADMINISTRATOR, this::create),
                ApiEndpoint.post("/api/keys/*", ApiEndpoint.Access.ADMINISTRATOR, this::limit),
                ApiEndpoint.delete("/api/keys/*", ApiEndpoint.Access.ADMINISTRATOR, this::revoke));
    }

    public ApiReply list(ApiRequest request) {
        var json = new JsonWriter().openObject().name("keys").openArray();
        keys.get().list().forEach(key -> write(json, key));
        return ApiReply.json(json.closeArray().closeObject().toString());
    }

    /**
     * {@code {"name", "models", "kinds", "policies", "rights", "expires"}} and the members of {@link KeyLimitsJson};
     * all but the name are optional.
     */
    public ApiReply create(ApiRequest request) {
        var body = RequestBody.of(request, MEMBERS);
        var created = keys.get().create(wish(body).limited(KeyLimitsJson.read(body, KeyLimits.NONE)));
        var json = new JsonWriter().openObject().name("key");
        write(json, created.key());
        json.member("secret", created.secret().reveal());
        return ApiReply.json(201, json.closeObject().toString());
    }

    /** By id or name, with {@link KeyLimitsJson}'s members; absent ones are not changed. */
    public ApiReply limit(ApiRequest request) {
        var body = RequestBody.of(request, KeyLimitsJson.MEMBERS);
        var json = new JsonWriter().openObject().name("key");
        write(json, keys.get().limit(request.rest(), now -> KeyLimitsJson.read(body, now)));
        return ApiReply.json(json.closeObject().toString());
    }

    /** By id or name. */
    public ApiReply revoke(ApiRequest request) {
        var json = new JsonWriter().openObject().name("key");
        write(json, keys.get().revoke(request.rest()));
        return ApiReply.json(json.closeObject().toString());
    }

    private static KeySpec wish(RequestBody body) {
        var kinds = body.texts("kinds");
        return new KeySpec(
                body.required("name"),
                body.texts("models"),
                kinds.isEmpty()
                        ? EnumSet.allOf(DestinationKind.class)
                        : constants("kinds", kinds, DestinationKind.values(), DestinationKind::id),
                body.texts("policies"),
                constants("rights", body.texts("rights"), Caller.Right.values(), KeysApi::id),
                body.text("expires").map(KeysApi::instant));
    }

    private static <E> Set<E> constants(String member, Set<String> names, E[] all, Function<E, String> id) {
        var constants = new HashSet<E>();
        for (var name : names) {
            constants.add(Stream.of(all)
                    .filter(constant -> id.apply(constant).equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> notAmong(member, name, Stream.of(all).map(id).toList())));
        }
        return constants;
    }

    private static Refusal notAmong(String member, String name, List<String> known) {
        var shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
        var refusal = Refusal.of(Reason.INVALID_MEMBER, "api.keys.choice", shown, Message.list(known))
                .at(member);
        return Nearest.of(name, known)
                .map(near -> refusal.hint("api.body.nearest", near))
                .orElse(refusal);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw Refusal.of(Reason.INVALID_MEMBER, "api.keys.expires").at("expires");
        }
    }

    private void write(JsonWriter json, AccessKey key) {
        var caller = key.caller();
        json.openObject();
        json.member("id", key.id());
        json.member("name", caller.name());
        json.member("state", state(key));
        texts(json, "models", caller.models());
        texts(json, "kinds", caller.kinds().stream().map(DestinationKind::id).toList());
        texts(json, "policies", caller.policies());
        texts(json, "rights", caller.rights().stream().map(KeysApi::id).toList());
        json.member("created_at", key.createdAt().toString());
        time(json, "expires_at", caller.expires());
        time(json, "revoked_at", key.revokedAt());
        KeyLimitsJson.write(json, key.limits(), keys.get().use(key));
        json.closeObject();
    }

    private String state(AccessKey key) {
        if (key.revokedAt().isPresent()) {
            return "revoked";
        }
        return key.opensAt(clock.now()) ? "open" : "expired";
    }

    private static String id(Caller.Right right) {
        return right.name().toLowerCase(Locale.ROOT);
    }

    private static void texts(JsonWriter json, String name, Collection<String> texts) {
        json.name(name).openArray();
        new TreeSet<>(texts).forEach(json::string);
        json.closeArray();
    }

    private static void time(JsonWriter json, String name, Optional<Instant> time) {
        json.name(name);
        time.ifPresentOrElse(at -> json.string(at.toString()), json::nothing);
    }
}
