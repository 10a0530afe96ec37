package io.ambo.routing;

import io.ambo.core.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Excludes a model that does not support a language of the text. */
final class LanguageRule implements SetRule {

    /** A language counts if at least this percentage of the text is in it. */
    static final int LEAST_SHARE = 20;

    private final RuleScope scope;
    private final Map<String, long[]> speaking = new HashMap<>();
    private final long[] speakingAny;

    LanguageRule(RuleScope scope) {
        this.scope = scope;
        speakingAny = scope.where(it -> it.languages().isEmpty());
        scope.destinations().forEach(it -> it.languages().forEach(this::compile));
    }

    private void compile(String language) {
        speaking.computeIfAbsent(
                language,
                _ -> scope.where(
                        it -> it.languages().isEmpty() || it.languages().contains(language)));
    }

    @Override
    public void keep(long[] bits, Inquiry inquiry) {
        if (inquiry.asked().alias()) {
            inquiry.question().languages().forEach((language, share) -> {
                if (share >= LEAST_SHARE) {
                    Bits.keep(bits, speaking.getOrDefault(language, speakingAny));
                }
            });
        }
    }

    @Override
    public boolean excludes(Inquiry inquiry, int d) {
        return inquiry.asked().alias() && foreign(inquiry, d).isPresent();
    }

    /** The largest share of the text in a language that the model does not support. */
    private Optional<Map.Entry<String, Integer>> foreign(Inquiry inquiry, int d) {
        var spoken = scope.at(d).languages();
        return inquiry.question().languages().entrySet().stream()
                .filter(part -> part.getValue() >= LEAST_SHARE)
                .filter(part -> !spoken.isEmpty() && !spoken.contains(part.getKey()))
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
    }

    @Override
    public Message words(Inquiry inquiry, int d) {
        var part = foreign(inquiry, d).orElseGet(() -> Map.entry("", 0));
        var spoken = String.join(", ", new TreeSet<>(scope.at(d).languages()));
        return Message.of("routing.language", part.getValue(), part.getKey(), spoken);
    }
}
