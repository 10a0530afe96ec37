package io.ambo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.config.CatalogReader;
import io.ambo.core.Capability;
import io.ambo.format.OpenAiChat;
import io.ambo.format.Target;
import io.ambo.format.WireFormats;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the catalogue says that a destination can do, and what its dialect can say. */
class CapabilitiesTest {

    /** A request that needs each of them. */
    private static final Map<Capability, String> NEEDING = Map.of(
            Capability.TOOLS, """
                    {"model":"m","messages":[{"role":"user","content":"hi"}],
                     "tools":[{"type":"function","function":{"name":"f"}}]}""",
            Capability.JSON, """
                    {"model":"m","messages":[{"role":"user","content":"hi"}],"response_format":{"type":"json_object"}}""",
            Capability.VISION, """
                    {"model":"m","messages":[{"role":"user","content":[{"type":"image_url",
                     "image_url":{"url":"data:image/png;base64,iVBORw0KGgo"}}]}]}""",
            Capability.FILES, """
                    {"model":"m","messages":[{"role":"user","content":[{"type":"file",
                     "file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,JVBERi0x"}}]}]}""",
            Capability.AUDIO, """
                    {"model":"m","messages":[{"role":"user","content":[{"type":"input_audio",
                     "input_audio":{"data":"AAAA","format":"wav"}}]}]}""",
            Capability.LOGPROBS, """
                    {"model":"m","messages":[{"role":"user","content":"hi"}],"logprobs":true}""",
            Capability.REASONING, """
                    {"model":"m","messages":[{"role":"user","content":"hi"}],"reasoning_effort":"low"}""");

    @Test
    void everyCapabilityOfChatHasItsRequest() {
        assertThat(NEEDING.keySet()).isEqualTo(EnumSet.complementOf(EnumSet.of(Capability.EMBEDDINGS)));
        NEEDING.forEach((capability, request) ->
                assertThat(OpenAiChat.read(request.getBytes(UTF_8)).needs()).contains(capability));
    }

    @Test
    void noDestinationOfTheCatalogueIsSaidToDoWhatItsDialectCannotSay() {
        var catalog = new CatalogReader(Set.of("openai-chat", "anthropic-messages")).builtIn();
        for (var destination : catalog.destinations()) {
            var provider = catalog.provider(destination.provider()).orElseThrow();
            var dialect = WireFormats.of(provider.dialect()).orElseThrow();
            var target = new Target("m", true, true, false, Optional.empty(), Set.of(), Map.of(), 100);
            for (var capability : destination.capabilities()) {
                if (capability != Capability.EMBEDDINGS) {
                    var prepared = dialect.prepare(
                            OpenAiChat.read(Objects.requireNonNull(NEEDING.get(capability))
                                    .getBytes(UTF_8)),
                            target);
                    assertThat(prepared.dropped())
                            .as(destination.id() + " " + capability)
                            .isSubsetOf(Set.of("response_format"));
                }
            }
        }
    }
}
