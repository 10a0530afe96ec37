package io.ambo.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.core.Messages;
import io.ambo.wire.JsonException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RequestMessagesTest {

    @Test
    void everyFaultOfABodyHasWordsInBothLanguages() {
        for (var fault : JsonException.Fault.values()) {
            var key = "request.json." + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(Message.of(key, 17).in(Language.EN)).contains("17").doesNotStartWith("?");
            assertThat(Message.of(key, 17).in(Language.ZH)).contains("17").containsPattern("\\p{IsHan}");
        }
    }

    @Test
    void bothLanguagesSayTheSameOfRequests() {
        assertThat(requestKeys(Language.EN)).isEqualTo(requestKeys(Language.ZH)).isNotEmpty();
    }

    private static Set<String> requestKeys(Language language) {
        var keys = new TreeSet<>(Messages.keys(language));
        keys.removeIf(key -> !key.startsWith("request."));
        return keys;
    }
}
