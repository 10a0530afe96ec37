package io.ambo.provider;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The marks by which an Ambo knows its own requests when they come back: {@code Via: 1.1 ambo-WORD} (RFC 9110, section
 * 7.6.3), a line that each Ambo on the way adds a mark to.
 *
 * <p>A mark is a random word of sixteen letters a to p, made for each run and each provider, so that it reveals nothing
 * and two providers cannot recognise a common customer by it. Of a caller's {@code via}, only words of exactly that
 * form are passed on; a caller that invents them can only have its own request refused. Safe for use by several
 * threads.
 */
public final class LoopDetection {

    /** A request that came through more Ambos than these goes in a circle. */
    public static final int MOST = 8;

    private static final String VERSION = "1.1 ";
    private static final int LETTERS = 16;
    private static final String WORD = "ambo-[a-p]{" + LETTERS + "}";
    private static final Pattern MARK = Pattern.compile("(?<=^|,)\\s*1\\.1\\s+(" + WORD + ")\\s*(?=,|$)");
    private static final Pattern ONLY_MARKS =
            Pattern.compile("1\\.1 " + WORD + "(, 1\\.1 " + WORD + "){0," + MOST + "}");

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> lines = new ConcurrentHashMap<>();
    private final Set<String> ours = ConcurrentHashMap.newKeySet();

    /** The marks in a {@code via} header, whose lines are joined by commas; the first {@link #MOST} and one more. */
    public static List<String> read(String via) {
        return MARK.matcher(via)
                .results()
                .limit(MOST + 1L)
                .map(mark -> mark.group(1))
                .toList();
    }

    /** Whether a request with this {@code via} header passed through no proxy other than Ambo. */
    public static boolean onlyAmbos(String via) {
        return ONLY_MARKS.matcher(via).matches();
    }

    /**
     * Refuses a request that this run passed on before.
     *
     * @throws Refusal one of the marks is ours, or there are more than {@link #MOST}
     */
    public void requireNew(Collection<String> came) {
        if (came.stream().anyMatch(ours::contains)) {
            throw Refusal.of(Reason.LOOP_DETECTED, "request.came-back").hint("request.came-back.hint");
        }
        if (came.size() > MOST) {
            throw Refusal.of(Reason.LOOP_DETECTED, "request.too-many-hops", MOST)
                    .hint("request.came-back.hint");
        }
    }

    /** What a request to that provider carries: the marks that came with it, and ours behind them. */
    String via(String provider, List<String> came) {
        var own = lines.computeIfAbsent(provider, _ -> VERSION + mark());
        return came.isEmpty() ? own : VERSION + String.join(", " + VERSION, came) + ", " + own;
    }

    private String mark() {
        var word = new StringBuilder("ambo-");
        random.ints(LETTERS, 'a', 'p' + 1).forEach(letter -> word.append((char) letter));
        ours.add(word.toString());
        return word.toString();
    }
}
