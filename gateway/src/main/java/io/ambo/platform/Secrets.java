package io.ambo.platform;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The sources of secrets that configuration refers to: environment variables, and files of the secrets folder. A secret
 * is one line of visible ASCII characters, because it is sent in a header.
 */
public final class Secrets {

    private final Path folder;
    private final Map<String, String> environment;

    Secrets(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /** Returns whether the variable is set to something other than white space. */
    public boolean hasEnvironment(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    /**
     * The value of an environment variable, trimmed.
     *
     * @throws Refusal if it is not set, empty or not a valid secret
     */
    public Secret environment(String variable) {
        var value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "home.secret-variable-missing", variable)
                    .hint("home.secret-variable-hint", variable);
        }
        var wrong = wrongAt(value);
        if (wrong > 0) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "home.secret-variable-malformed", variable, wrong)
                    .hint("home.secret-variable-hint", variable);
        }
        return new Secret(value);
    }

    /** Returns whether the file exists. */
    public boolean hasFile(String path) {
        return Files.exists(folder.resolve(path));
    }

    /**
     * The content of a file, trimmed. A relative path is in the secrets folder; an absolute one is for files of other
     * programs, such as secrets mounted in a container.
     *
     * @throws Refusal if it is missing, empty, not a valid secret, unreadable, or readable by others
     */
    public Secret file(String path) {
        var file = folder.resolve(path);
        try {
            PrivateFiles.requireUnreadByOthers(file);
            var text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw Refusal.of(Reason.BAD_CONFIGURATION, "home.secret-file-empty", file)
                        .hint("home.secret-file-hint", file);
            }
            var wrong = wrongAt(text);
            if (wrong > 0) {
                throw Refusal.of(Reason.BAD_CONFIGURATION, "home.secret-file-malformed", file, wrong)
                        .hint("home.secret-file-hint", file);
            }
            return new Secret(text);
        } catch (NoSuchFileException e) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "home.secret-file-missing", file)
                    .hint("home.secret-file-hint", file);
        } catch (IOException e) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "home.secret-file-unreadable", file, PrivateFiles.wording(e));
        }
    }

    /** The position, from 1, of the first character that is not visible ASCII; 0 if there is none. */
    private static int wrongAt(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return i + 1;
            }
        }
        return 0;
    }
}
