package io.ambo.api;

import io.ambo.catalog.Destination;
import io.ambo.catalog.Policy;
import io.ambo.catalog.Price;
import io.ambo.core.Caller;
import io.ambo.core.Language;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.engine.process.EngineState;
import io.ambo.pipeline.Snapshot;
import io.ambo.wire.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code /v1/models} in OpenAI's format, or in Anthropic's for its clients: aliases first, then every model that the
 * caller may use and that can be called. Clients show this list in menus, so models of a provider without a key are
 * omitted. A model whose engine is still starting is included, with the engine's state.
 */
public final class ModelsApi {

    /**
     * The state of an embedded model's engine.
     *
     * @param waiting the number of requests waiting for it
     * @param estimate how long a request that arrives now would probably wait
     */
    public record Standing(EngineState state, int waiting, Duration estimate) {}

    /** The member of the query that asks for another format's shape. */
    public static final String SHAPE = "shape";

    /** The shape that Anthropic's clients read. */
    public static final String ANTHROPIC = "anthropic-messages";

    private final Supplier<Snapshot> snapshot;
    private final Function<String, Optional<Standing>> standings;
    private final Instant started;

    /**
     * Creates the handler.
     *
     * @param standings the state of a destination's engine, if it has one
     * @param started the creation time of names without a date of their own
     */
    public ModelsApi(Supplier<Snapshot> snapshot, Function<String, Optional<Standing>> standings, Instant started) {
        this.snapshot = snapshot;
        this.standings = standings;
        this.started = started;
    }

    public List<ApiEndpoint> endpoints() {
        return List.of(
                ApiEndpoint.get("/v1/models", ApiEndpoint.Access.CALLER, this::list),
                ApiEndpoint.get("/v1/models/*", ApiEndpoint.Access.CALLER, this::one));
    }

    /** A name that can be requested, its owner, and when it was created. */
    private record Name(String id, String owner, Instant created) {}

    public ApiReply list(ApiRequest request) {
        if (isForAnthropics(request)) {
            return listForAnthropics(request);
        }
        var json = new JsonWriter()
                .openObject()
                .member("object", "list")
                .name("data")
                .openArray();
        names(request.caller()).forEach(name -> write(json, name, request.language()));
        return ApiReply.json(json.closeArray().closeObject().toString());
    }

    public ApiReply one(ApiRequest request) {
        var name = name(request.rest(), request.caller())
                .orElseThrow(() ->
                        Refusal.of(Reason.UNKNOWN_MODEL, "api.unknown-model").hint("api.unknown-model.hint"));
        var json = new JsonWriter();
        if (isForAnthropics(request)) {
            writeForAnthropics(json, name);
        } else {
            write(json, name, request.language());
        }
        return ApiReply.json(json.toString());
    }

    private static boolean isForAnthropics(ApiRequest request) {
        return request.get(SHAPE).filter(ANTHROPIC::equals).isPresent();
    }

    /** All on one page. */
    private ApiReply listForAnthropics(ApiRequest request) {
        var names = names(request.caller());
        var json = new JsonWriter().openObject().name("data").openArray();
        names.forEach(name -> writeForAnthropics(json, name));
        json.closeArray().member("has_more", false).name("first_id");
        names.stream().findFirst().map(Name::id).ifPresentOrElse(json::string, json::nothing);
        json.name("last_id");
        names.stream().reduce((_, last) -> last).map(Name::id).ifPresentOrElse(json::string, json::nothing);
        return ApiReply.json(json.closeObject().toString());
    }

    private static void writeForAnthropics(JsonWriter json, Name name) {
        json.openObject().member("type", "model").member("id", name.id());
        json.member("display_name", name.id());
        json.member("created_at", name.created().truncatedTo(ChronoUnit.SECONDS).toString());
        json.closeObject();
    }

    private List<Name> names(Caller caller) {
        var now = snapshot.get();
        var aliases = aliases(now)
                .filter(alias -> caller.models().isEmpty() || caller.models().contains(alias.name()))
                .map(this::name);
        return Stream.concat(aliases, usable(now, caller).map(it -> name(it.id(), it)))
                .toList();
    }

    /** Any name that a request may use: an alias, {@code provider/model}, or just a model's name. */
    private Optional<Name> name(String asked, Caller caller) {
        var now = snapshot.get();
        var alias = aliases(now)
                .filter(it -> it.name().equals(asked))
                .filter(it -> caller.models().contains(asked)
                        || usable(now, caller).anyMatch(destination -> isBehind(it, destination)))
                .map(this::name);
        var models = usable(now, caller)
                .filter(it -> it.id().equals(asked) || it.model().equals(asked))
                .map(it -> name(asked, it));
        return Stream.concat(alias, models).findFirst();
    }

    private static Stream<Policy.Alias> aliases(Snapshot now) {
        return now.rules(now.policy()).policy().aliases().stream();
    }

    private static boolean isBehind(Policy.Alias alias, Destination destination) {
        return alias.models().isEmpty()
                || alias.models().contains(destination.id())
                || alias.models().contains(destination.provider() + "/*");
    }

    private Stream<Destination> usable(Snapshot now, Caller caller) {
        return now.catalog().destinations().stream()
                .filter(destination -> allowed(caller, destination) && callable(now, destination));
    }

    private Name name(Policy.Alias alias) {
        return new Name(alias.name(), "ambo", started);
    }

    private Name name(String id, Destination destination) {
        var created = destination.prices().stream()
                .map(Price::since)
                .min(Comparator.naturalOrder())
                .or(() -> destination.tier().map(tier -> tier.source().read()))
                .map(date -> date.atStartOfDay(ZoneOffset.UTC).toInstant())
                .orElse(started);
        return new Name(id, destination.provider(), created);
    }

    private boolean callable(Snapshot now, Destination destination) {
        return standings.apply(destination.id()).isPresent()
                || now.catalog()
                        .provider(destination.provider())
                        .filter(provider -> now.reaches(provider, destination))
                        .isPresent();
    }

    private static boolean allowed(Caller caller, Destination destination) {
        return caller.kinds().contains(destination.kind())
                && caller.mayUse(destination.provider(), destination.model());
    }

    private void write(JsonWriter json, Name name, Language language) {
        json.openObject();
        json.member("id", name.id())
                .member("object", "model")
                .member("created", name.created().getEpochSecond());
        json.member("owned_by", name.owner());
        standings.apply(name.id()).ifPresent(standing -> write(json, standing, language));
        json.closeObject();
    }

    private static void write(JsonWriter json, Standing standing, Language language) {
        json.name("ambo").openObject();
        json.member("state", EngineWords.id(standing.state()));
        json.member("words", EngineWords.of(standing.state()).in(language));
        json.member("waiting", standing.waiting());
        json.member("estimate_seconds", (standing.estimate().toMillis() + 999) / 1000);
        json.closeObject();
    }
}
