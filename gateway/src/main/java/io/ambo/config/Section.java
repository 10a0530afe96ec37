package io.ambo.config;

import io.ambo.core.Message;
import io.ambo.core.Nearest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An object of a document, read key by key with the type each must have.
 *
 * <p>After a mistake the reader returns a harmless placeholder value (an empty text, the least number, the first
 * choice), so that reading continues and finds other mistakes; the result must be discarded if {@link ConfigErrors#none} is
 * false. {@link #close} reports the keys that were not read.
 */
public final class Section {

    /** One key that was read, as a reference page describes it. */
    public record Asked(String path, String type, String fallback) {}

    private static final LocalDate NO_DATE = LocalDate.EPOCH;

    private final Node.Fields fields;
    private final String path;
    private final ConfigErrors mistakes;
    private final boolean absent;
    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final List<Section> inner = new ArrayList<>();
    private final Map<String, Section> misshapen = new LinkedHashMap<>();

    private Section(Node.Fields fields, String path, ConfigErrors mistakes, boolean absent) {
        this.fields = fields;
        this.path = path;
        this.mistakes = mistakes;
        this.absent = absent;
    }

    public static Section of(Node.Fields fields, ConfigErrors mistakes) {
        return new Section(fields, "", mistakes, false);
    }

    public SourceLocation place() {
        return fields.place();
    }

    /** The place of a key, or of the object if the key is absent. */
    public SourceLocation place(String key) {
        var field = fields.fields().get(key);
        return field == null ? fields.place() : field.place();
    }

    public boolean has(String key) {
        return fields.fields().containsKey(key);
    }

    /** The keys present in the file. */
    public Collection<String> keys() {
        return fields.fields().keySet();
    }

    public String text(String key) {
        return required(key, "text", Optional::of, "");
    }

    public String text(String key, String fallback) {
        return optional(key, "text", fallback, Optional::of).orElse(fallback);
    }

    public Optional<String> optionalText(String key) {
        return optional(key, "text", "", Optional::of);
    }

    /** A text that must match a pattern; {@code wanted} is the message key that describes what is allowed. */
    public String text(String key, String pattern, String wanted, String standIn) {
        var text = text(key);
        if (text.isEmpty() || !text.matches(pattern)) {
            if (has(key)) {
                mistake(key, wanted, Scalars.shown(text));
            }
            return standIn;
        }
        return text;
    }

    public int whole(String key, int least, int most) {
        return (int) inRange(key, required(key, "whole", Scalars::whole, (long) least), least, most);
    }

    public int whole(String key, int fallback, int least, int most) {
        var value = optional(key, "whole", String.valueOf(fallback), Scalars::whole);
        return (int) inRange(key, value.orElse((long) fallback), least, most);
    }

    public Optional<Integer> optionalWhole(String key, int least, int most) {
        return optional(key, "whole", "", Scalars::whole).map(value -> (int) inRange(key, value, least, most));
    }

    public long large(String key, long least, long most) {
        return inRange(key, required(key, "whole", Scalars::whole, least), least, most);
    }

    private long inRange(String key, long value, long least, long most) {
        if (value < least || value > most) {
            mistake(key, "config.out-of-range", String.valueOf(value), String.valueOf(least), String.valueOf(most));
            return least;
        }
        return value;
    }

    public BigDecimal decimal(String key) {
        return required(key, "decimal", Scalars::decimal, BigDecimal.ONE);
    }

    public Optional<BigDecimal> optionalDecimal(String key) {
        return optional(key, "decimal", "", Scalars::decimal);
    }

    public boolean flag(String key, boolean fallback) {
        return optional(key, "flag", String.valueOf(fallback), Scalars::flag).orElse(fallback);
    }

    public Optional<Boolean> optionalFlag(String key) {
        return optional(key, "flag", "", Scalars::flag);
    }

    public LocalDate date(String key) {
        return required(key, "date", Scalars::date, NO_DATE);
    }

    public LocalDate date(String key, LocalDate fallback) {
        return optional(key, "date", "", Scalars::date).orElse(fallback);
    }

    public Duration duration(String key, Duration fallback) {
        return optional(key, "duration", Scalars.write(fallback), Scalars::duration)
                .orElse(fallback);
    }

    /** A positive duration; the fallback after a mistake. */
    public Duration positiveDuration(String key, Duration fallback) {
        var duration = duration(key, fallback);
        if (duration.isPositive()) {
            return duration;
        }
        mistake(key, "config.duration-zero");
        return fallback;
    }

    /** A duration of at least {@code least}; empty if absent. */
    public Optional<Duration> optionalDuration(String key, Duration least) {
        return optional(key, "duration", "", Scalars::duration).map(duration -> {
            if (duration.compareTo(least) < 0) {
                mistake(key, "config.duration-short", Scalars.write(least));
                return least;
            }
            return duration;
        });
    }

    /** A size in bytes. */
    public long size(String key, long fallback, long least, long most) {
        var value = optional(key, "size", Scalars.writeSize(fallback), Scalars::size)
                .orElse(fallback);
        if (value < least || value > most) {
            mistake(
                    key,
                    "config.out-of-range",
                    Scalars.writeSize(value),
                    Scalars.writeSize(least),
                    Scalars.writeSize(most));
            return fallback;
        }
        return value;
    }

    /** A size in bytes; empty if absent. */
    public Optional<Long> optionalSize(String key, long least, long most) {
        return optional(key, "size", "", Scalars::size).map(value -> inRange(key, value, least, most));
    }

    /** An enum constant by its name in files ({@link Choices}). */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        return demand(key, Choices.first(type));
    }

    /** Like {@link #choice}; returns {@code standIn} after a mistake. */
    public <E extends Enum<E>> E demand(String key, E standIn) {
        var type = standIn.getDeclaringClass();
        return choose(key, type, required(key, Choices.type(type), Optional::of, Choices.id(standIn)), standIn);
    }

    /**
     * Like {@link #choice}; empty after a mistake, for a reader that would otherwise report a second one caused by it.
     */
    public <E extends Enum<E>> Optional<E> chosen(String key, Class<E> type) {
        var before = mistakes.count();
        var choice = choice(key, type);
        return mistakes.count() == before ? Optional.of(choice) : Optional.empty();
    }

    public <E extends Enum<E>> E choice(String key, E fallback) {
        var type = fallback.getDeclaringClass();
        var written = optional(key, Choices.type(type), Choices.id(fallback), Optional::of);
        return written.isEmpty() ? fallback : choose(key, type, written.get(), fallback);
    }

    /** A list of enum constants; mistakes are reported at the place of the list. */
    public <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
        var first = Choices.first(type);
        return texts(key).stream().map(text -> choose(key, type, text, first)).toList();
    }

    /** The constant for a text written at this key. */
    public <E extends Enum<E>> E choose(String key, Class<E> type, String written, E standIn) {
        var found = Choices.of(type, written);
        if (found.isEmpty() && !written.isEmpty()) {
            oneOf(key, written, Choices.ids(type));
        }
        return found.orElse(standIn);
    }

    /** Reports a mistake unless the text is one of these words. */
    public void oneOf(String key, String written, Collection<String> words) {
        if (!words.contains(written)) {
            var all = String.join(", ", words);
            var nearest = Nearest.of(written, words);
            if (nearest.isPresent()) {
                mistake(key, "config.choice-nearest", Scalars.shown(written), nearest.get(), all);
            } else {
                mistake(key, "config.choice", Scalars.shown(written), all);
            }
        }
    }

    /** The texts of a list; empty if the key is absent. */
    public List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (var node : nodes(key)) {
            if (node instanceof Node.Text text) {
                texts.add(text.text());
            } else {
                mistakes.add(node.place(), path(key), Message.of("config.wants-texts"));
            }
        }
        return texts;
    }

    /** The texts of an object, by key; empty if the key is absent. */
    public Map<String, String> textMap(String key) {
        var texts = new LinkedHashMap<String, String>();
        section(key).ifPresent(section -> section.keys().forEach(name -> texts.put(name, section.text(name))));
        return texts;
    }

    public Optional<Section> section(String key) {
        asked.put(key, new Asked(path(key), "object", ""));
        var field = fields.fields().get(key);
        if (field == null) {
            return Optional.empty();
        }
        if (field.value() instanceof Node.Fields object) {
            return Optional.of(enter(object, path(key), false));
        }
        var section = enter(new Node.Fields(Map.of(), place(key)), path(key), true);
        misshapen.put(key, section);
        return Optional.of(section);
    }

    /** A nested object; an empty one if it is absent, so that its keys get their fallbacks. */
    public Section sectionOrEmpty(String key) {
        return section(key).orElseGet(() -> enter(new Node.Fields(Map.of(), place(key)), path(key), true));
    }

    /** A nested object; its absence is a mistake. */
    public Section requiredSection(String key) {
        if (!has(key)) {
            missing(key);
        }
        return sectionOrEmpty(key);
    }

    /** The objects of a list; empty if the key is absent. */
    public List<Section> sections(String key) {
        var sections = new ArrayList<Section>();
        for (var node : nodes(key)) {
            if (node instanceof Node.Fields object) {
                var label = Node.name(object);
                var shown = label.matches("[A-Za-z0-9._:-]{1,40}") ? label : String.valueOf(sections.size());
                sections.add(enter(object, path(key) + "[" + shown + "]", false));
            } else {
                mistakes.add(node.place(), path(key), Message.of("config.wants-objects"));
            }
        }
        return sections;
    }

    private List<Node> nodes(String key) {
        asked.put(key, new Asked(path(key), "list", ""));
        var field = fields.fields().get(key);
        if (field == null) {
            return List.of();
        }
        if (field.value() instanceof Node.Items items) {
            return items.nodes();
        }
        mistake(key, "config.wants-list");
        return List.of();
    }

    private Section enter(Node.Fields object, String at, boolean isAbsent) {
        var section = new Section(object, at, mistakes, isAbsent);
        inner.add(section);
        return section;
    }

    /** Reports a mistake at a key, by a message key and its arguments. */
    public void mistake(String key, String message, Object... arguments) {
        mistakes.add(place(key), path(key), Message.of(message, arguments));
    }

    /** Reports a missing key, unless the object itself is missing, which was already reported. */
    public void missing(String key) {
        if (!absent) {
            mistake(key, "config.missing", key);
        }
    }

    /** Accepts a key that is read elsewhere. */
    public void skip(String key) {
        asked.put(key, new Asked(path(key), "list", ""));
    }

    /** Reports every key that was not read, here and in nested objects. */
    public void close() {
        misshapen.forEach(
                (key, section) -> mistake(key, "config.wants-object", String.join(", ", section.asked.keySet())));
        for (var key : fields.fields().keySet()) {
            if (!asked.containsKey(key)) {
                unknown(key);
            }
        }
        inner.forEach(Section::close);
    }

    private void unknown(String key) {
        var nearest = Nearest.of(key, asked.keySet());
        if (nearest.isPresent()) {
            mistake(key, "config.unknown-key-nearest", nearest.get());
        } else {
            mistake(key, "config.unknown-key", String.join(", ", asked.keySet()));
        }
    }

    /** The keys read so far, in order, each object's keys after it: the reference of this type of file. */
    public List<Asked> asked() {
        var all = new ArrayList<Asked>();
        asked.values().stream().filter(it -> !isListed(it)).forEach(all::add);
        inner.forEach(section -> all.addAll(section.asked()));
        return all;
    }

    /** Returns whether it is an object or a list whose own keys are in the reference instead. */
    private boolean isListed(Asked key) {
        return inner.stream()
                .anyMatch(section -> !section.asked.isEmpty()
                        && section.path.replaceAll("\\[[^]]*]$", "").equals(key.path()));
    }

    private <T> T required(String key, String type, Function<String, Optional<T>> meaning, T standIn) {
        if (!has(key)) {
            missing(key);
        }
        return optional(key, type, "", meaning).orElse(standIn);
    }

    private <T> Optional<T> optional(String key, String type, String fallback, Function<String, Optional<T>> meaning) {
        asked.put(key, new Asked(path(key), type, fallback));
        var field = fields.fields().get(key);
        if (field == null) {
            return Optional.empty();
        }
        return switch (field.value()) {
            case Node.Text text -> meant(key, type, text.text(), meaning);
            case Node.Nothing _ -> wrong(key, "config.no-value");
            case Node.Items _ -> wrong(key, "config.wants-one");
            case Node.Fields _ -> wrong(key, "config.wants-one");
        };
    }

    private <T> Optional<T> meant(String key, String type, String text, Function<String, Optional<T>> meaning) {
        var value = meaning.apply(text);
        if (value.isEmpty()) {
            mistake(key, "config.wants-" + type, Scalars.shown(text));
        }
        return value;
    }

    private <T> Optional<T> wrong(String key, String message) {
        mistake(key, message);
        return Optional.empty();
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
