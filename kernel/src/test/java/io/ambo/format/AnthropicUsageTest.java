package io.ambo.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.core.Usage;
import io.ambo.wire.JsonIndex;
import org.junit.jupiter.api.Test;

class AnthropicUsageTest {

    @Test
    void theLastOfEachCountHolds() throws Exception {
        assertThat(after(
                        "{'input_tokens':100,'cache_read_input_tokens':55096,'output_tokens':1}",
                        "{'input_tokens':181,'cache_read_input_tokens':0,'output_tokens':90}"))
                .isEqualTo(new Usage(181, 0, 0, 90, 0, false));
    }

    @Test
    void whatALaterCountLeavesOutStays() throws Exception {
        assertThat(after(
                        "{'input_tokens':10,'cache_read_input_tokens':30,'cache_creation_input_tokens':20,'output_tokens':1}",
                        "{'output_tokens':9,'output_tokens_details':{'thinking_tokens':4}}"))
                .isEqualTo(new Usage(10, 30, 20, 5, 4, false));
        assertThat(after("{'input_tokens':10,'output_tokens':1}", "{'input_tokens':null,'output_tokens':9}"))
                .isEqualTo(new Usage(10, 0, 0, 9, 0, false));
        assertThat(after(
                        "{'input_tokens':10,'cache_read_input_tokens':30,'output_tokens':1}",
                        "{'input_tokens':0,'cache_read_input_tokens':0,'output_tokens':9}"))
                .isEqualTo(new Usage(10, 30, 0, 9, 0, false));
    }

    @Test
    void aProxyMayCountAtTheEndAlone() throws Exception {
        assertThat(after("{'input_tokens':0,'output_tokens':0}", "{'input_tokens':70,'output_tokens':9}"))
                .isEqualTo(new Usage(70, 0, 0, 9, 0, false));
    }

    @Test
    void roundsThatAreToldOneByOneAreSummed() throws Exception {
        assertThat(after("{'input_tokens':60385,'output_tokens':1}", """
                        {'input_tokens':612,'output_tokens':2819,'iterations':[
                         {'type':'compaction','input_tokens':60385,'output_tokens':522},
                         {'type':'message','input_tokens':612,'output_tokens':2819,'cache_read_input_tokens':3}]}"""))
                .isEqualTo(new Usage(60997, 3, 0, 3341, 0, false));
        assertThat(after("{'input_tokens':5,'output_tokens':1,'iterations':[]}"))
                .isEqualTo(new Usage(5, 0, 0, 1, 0, false));
    }

    @Test
    void whatWasWrittenToACacheIsCountedAlsoWhereOnlyItsPartsAreTold() throws Exception {
        assertThat(after("""
                        {'input_tokens':5,'output_tokens':1,'cache_creation_input_tokens':0,
                         'cache_creation':{'ephemeral_5m_input_tokens':456,'ephemeral_1h_input_tokens':100}}""")).isEqualTo(new Usage(5, 0, 556, 1, 0, false));
        assertThat(after("""
                        {'input_tokens':5,'output_tokens':1,'cache_creation_input_tokens':556,
                         'cache_creation':{'ephemeral_5m_input_tokens':456,'ephemeral_1h_input_tokens':100}}""")).isEqualTo(new Usage(5, 0, 556, 1, 0, false));
    }

    @Test
    void whatIsNoObjectSaysNothing() throws Exception {
        assertThat(after("{'input_tokens':5,'output_tokens':1}", "null", "[7]", "{}", "3"))
                .isEqualTo(new Usage(5, 0, 0, 1, 0, false));
    }

    private static Usage after(String... objects) throws Exception {
        var usage = new AnthropicUsage();
        for (var object : objects) {
            usage.read(JsonIndex.of(object.replace('\'', '"').getBytes(UTF_8)), 0);
        }
        return usage.usage().orElseThrow();
    }
}
