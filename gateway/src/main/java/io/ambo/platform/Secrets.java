package io.ambo.platform;

import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Where secrets are kept that configuration only names: environment variables, and files of the folder of secrets. */
public final class Secrets {

    private final Path folder;
    private final Map<String, String> environment;

    Secrets(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /**
     * The value of an environment variable.
     *
     * @throws Refusal it is not set or empty
     */
    public Secret environment(String variable) {
        var value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            throw Refusal.of(Reason.BAD_CONFIGURATION, "home.secret-variable-missing", variable)
                    .hint("home.secret-variable-hint", variable);
        }
        return new Secret(value);
    }

    /**
     * The content of a file without white space around it; a relative path is in the folder of secrets.
     *
     * @throws Refusal it is missing, empty or cannot be read
     */
    public Secret file(String path) {
        var file = folder.resolve(path);
        try {
            var text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw Refusal.of(Reason.BAD_CONFIGURATION, "home.secret-file-empty", file)
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
}
