package io.ambo;

import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.core.Messages;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An example of the help as a shell would read it: {@code NAME=VALUE ambo WORD… < FILE > FILE | …}.
 *
 * @param written as the help has it, without its explanation
 * @param variables what is put before it
 * @param words what follows {@code ambo}
 * @param input the file that it reads
 */
record Example(String written, Map<String, String> variables, List<String> words, Optional<String> input) {

    private static final Pattern KEY = Pattern.compile("cli\\.(?!help\\.)[a-z-]+\\.examples");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)=(\\S+)");

    /** The keys of all examples, one for each command. */
    static List<String> keys() {
        return Messages.keys(Language.EN).stream()
                .filter(key -> KEY.matcher(key).matches())
                .sorted()
                .toList();
    }

    /** The examples of a command in both languages, each once, in their order. */
    static List<Example> of(String key) {
        var lines = new LinkedHashSet<String>();
        for (var language : Language.values()) {
            Message.of(key)
                    .in(language)
                    .lines()
                    .map(line -> line.split(" {2,}")[0])
                    .forEach(lines::add);
        }
        return lines.stream().map(Example::parsed).toList();
    }

    private static Example parsed(String line) {
        var words = WORD.matcher(line.split(" (\\||>>?) ")[0])
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
        var name = words.indexOf("ambo");
        var less = words.indexOf("<");
        var variables = new HashMap<String, String>();
        for (var before : words.subList(0, name)) {
            var variable = VARIABLE.matcher(before);
            if (!variable.matches()) {
                throw new AssertionError(line);
            }
            variables.put(variable.group(1), variable.group(2));
        }
        return new Example(
                line,
                variables,
                words.subList(name + 1, less < 0 ? words.size() : less),
                less < 0 ? Optional.empty() : Optional.of(words.get(less + 1)));
    }

    /** With other words in place of some. */
    Example with(Map<String, String> others) {
        return new Example(
                written,
                variables,
                words.stream().map(word -> others.getOrDefault(word, word)).toList(),
                input.map(file -> others.getOrDefault(file, file)));
    }

    /** Whether it begins so. */
    boolean is(String... beginning) {
        return words.size() >= beginning.length
                && Stream.of(beginning).toList().equals(words.subList(0, beginning.length));
    }

    Set<String> options() {
        return new LinkedHashSet<>(
                words.stream().filter(word -> word.startsWith("--")).toList());
    }
}
