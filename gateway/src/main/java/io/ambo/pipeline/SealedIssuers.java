package io.ambo.pipeline;

import io.ambo.format.SealedValues;
import io.ambo.wire.JsonIndex;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which provider issued sealed content, so that it goes back to no other, whatever the model is called in the
 * next request. Only hashes are kept, of the latest values, and not beyond this run. Thread-safe.
 */
public final class SealedIssuers {

    /** Values in each of the two generations; the older one is dropped when the younger one is full. */
    private static final int MOST = 32 * 1024;

    private final int most;
    private volatile Map<Long, String> young = new ConcurrentHashMap<>();
    private volatile Map<Long, String> old = Map.of();

    public SealedIssuers() {
        this(MOST);
    }

    SealedIssuers(int most) {
        this.most = most;
    }

    /** Remembers all that is sealed in a reply, or in a part of one. */
    void note(JsonIndex reply, String provider) {
        SealedValues.in(reply, node -> note(hash(reply.text(node)), provider));
    }

    private void note(long value, String provider) {
        if (young.size() >= most) {
            turn();
        }
        young.put(value, provider);
    }

    private synchronized void turn() {
        if (young.size() >= most) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }

    private @Nullable String issuer(long value) {
        var known = young.get(value);
        if (known != null) {
            return known;
        }
        var earlier = old.get(value);
        if (earlier != null) {
            note(value, earlier);
        }
        return earlier;
    }

    /** Values that are remembered. */
    int size() {
        return young.size() + old.size();
    }

    /**
     * Who may get the sealed content of a request; no one if several providers issued it, or it is not known who did.
     *
     * <p>A value that is not remembered was issued by one of the providers that the requested name stands for. A
     * translation writes no sealed content, so it was one that speaks the caller's format; and where the only one speaks
     * another format, a translation drops the content on the way there.
     */
    Set<String> of(Examined examined) {
        var request = examined.request();
        var named = examined.rules().router().providers(request.model());
        var sameFormat = new TreeSet<>(named);
        sameFormat.removeIf(provider -> !speaks(examined, provider));
        if (named.isEmpty() || named.size() == 1 && sameFormat.isEmpty()) {
            return named;
        }
        var issuers = new TreeSet<String>();
        var body = request.body();
        for (var node : body.opaque()) {
            var known = issuer(hash(body.index().text(node)));
            issuers.addAll(known == null ? sameFormat : Set.of(known));
            if (issuers.size() != 1) {
                return Set.of();
            }
        }
        return issuers;
    }

    private static boolean speaks(Examined examined, String provider) {
        return examined.context().snapshot().catalog().providers().stream()
                .anyMatch(it -> it.id().equals(provider)
                        && it.dialect().equals(examined.request().format().id()));
    }

    private static long hash(String value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
