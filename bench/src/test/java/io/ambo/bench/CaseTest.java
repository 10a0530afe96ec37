package io.ambo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.wire.JsonIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaseTest {

    @ParameterizedTest
    @EnumSource
    void bodyIsJsonOfItsSizeThatNamesItsModel(Case asked) throws Exception {
        var index = JsonIndex.of(asked.body());
        assertThat(index.text(index.member(0, "model"))).isEqualTo(asked.model());
        assertThat(asked.body()).hasSize(asked == Case.B ? 32768 : 1024);
    }

    @Test
    void phoneThatTheUpstreamSawIsNoticed() {
        var seen = "\"finish_reason\": \"stop\" 11 characters came: " + Case.PHONE;
        var replaced = "\"finish_reason\": \"stop\" 14 characters came: " + Case.PHONE;
        Case.E.check(seen, false);
        Case.E.check(replaced, true);
        assertThatThrownBy(() -> Case.E.check(seen, true)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Case.E.check(replaced, false)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cutAnswerIsNoticed() {
        assertThatThrownBy(() -> Case.C.check("data: {}\n\n", true)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Case.A.check("{}", true)).isInstanceOf(IllegalStateException.class);
    }
}
