package io.ambo.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** What a shell completes, written from the commands themselves: a script for bash, zsh or fish. */
final class Completion {

    private final List<CommandSpec> commands;
    private final Session session;

    Completion(CommandSpec root, Session session) {
        this.commands = new CommandTree(root).commands();
        this.session = session;
    }

    /** In the command's own language of patterns: which words so far name which command. */
    private String paths(String separator) {
        return commands.stream()
                .map(CommandTree::path)
                .filter(path -> !path.isEmpty())
                .map(path -> '"' + path + '"')
                .collect(Collectors.joining(separator));
    }

    private String cases() {
        return commands.stream()
                .map(spec -> "    \"" + CommandTree.path(spec) + "\") candidates=\""
                        + String.join(" ", CommandTree.words(spec)) + "\" ;;\n")
                .collect(Collectors.joining());
    }

    String bash() {
        return """
                # Completion of ambo for bash. To have it always: ambo completion bash >> ~/.bashrc
                _ambo() {
                  local at="" next candidates="" i
                  for ((i = 1; i < COMP_CWORD; i++)); do
                    next="${at:+$at }${COMP_WORDS[i]}"
                    case "$next" in
                    %s) at=$next ;;
                    esac
                  done
                  case "$at" in
                %s  esac
                  COMPREPLY=($(compgen -W "$candidates" -- "${COMP_WORDS[COMP_CWORD]}"))
                }
                complete -o default -F _ambo ambo ./ambo
                """.formatted(paths(" | "), cases());
    }

    String zsh() {
        return """
                #compdef ambo
                # Completion of ambo for zsh. To have it always, put it as _ambo into a folder of $fpath.
                _ambo() {
                  local at="" next candidates="" i
                  for ((i = 2; i < CURRENT; i++)); do
                    next="${at:+$at }${words[i]}"
                    case "$next" in
                    %s) at=$next ;;
                    esac
                  done
                  case "$at" in
                %s  esac
                  compadd -- ${=candidates}
                  _files
                }
                compdef _ambo ambo
                """.formatted(paths(" | "), cases());
    }

    String fish() {
        var script = new StringBuilder("""
                # Completion of ambo for fish. To have it always: ambo completion fish > ~/.config/fish/completions/ambo.fish
                function __ambo_at
                  set -l at ""
                  for word in (commandline -opc)[2..-1]
                    set -l next (string trim "$at $word")
                    if contains -- $next %s
                      set at $next
                    end
                  end
                  test "$at" = "$argv[1]"
                end
                """.formatted(paths(" ")));
        commands.forEach(spec -> fish(spec, script));
        return script.toString();
    }

    private void fish(CommandSpec spec, StringBuilder script) {
        var path = CommandTree.path(spec);
        var start = "complete -c ambo -n '__ambo_at \"" + path + "\"'";
        for (var child : CommandTree.children(spec)) {
            script.append(start).append(" -f -a ").append(child.name());
            script.append(" -d ")
                    .append(quoted(session.words(Help.stem(child) + ".about")))
                    .append('\n');
        }
        for (var option : CommandTree.own(spec)) {
            script.append(path.isEmpty() ? "complete -c ambo" : start);
            for (var name : option.names()) {
                script.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
            }
            script.append(option.arity().max() > 0 ? " -r" : "");
            script.append(" -d ")
                    .append(quoted(session.words(Help.key(spec, option))))
                    .append('\n');
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
