package io.ambo.platform;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where secrets are kept that configuration only names: environment variables, and files of the folder of secrets. A secret
 * is one line of visible ASCII characters, for it goes into the head of a request.
 */
public final class Secrets {

    private final Path folder;
    private final Map<String, String> environment;

    Secrets(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /** Whether the variable is set to anything but white space. */
    public boolean hasEnvironment(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    /**
     * The value of an environment variable, without white space around it.
     *
     * @throws Refusal it is not set, empty or no secret
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

    /** Whether there is such a file. */
    public boolean hasFile(String path) {
        return Files.exists(folder.resolve(path));
    }

    /**
     * The content of a file without white space around it; a relative path is in the folder of secrets, and an absolute
     * one is for what another program keeps there (a secret that a container was given).
     *
     * @throws Refusal it is missing, empty, no secret, cannot be read, or others may read it
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

    /** The place, counted from 1, of the first character that is not visible ASCII; 0 without one. */
    private static int wrongAt(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return i + 1;
            }
        }
        return 0;
    }
}
