package io.ambo.privacy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ambo.catalog.Recogniser.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignCheckTest {

    private static final Trigger.Around DOTTED = new Trigger.Around('@', 1, true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.c",
                "bob+@example.com",
                "a_@example.com",
                "a-@example.com",
                "@x,bob@example.com",
                "张三@例子.中国",
                "é@例.中国",
                "a@1.cn"
            })
    void whatMayBeAnAddressIsLookedAt(String text) {
        assertTrue(SignCheck.fits(DOTTED, text, 0, text.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@Override", "{@link", "a@b", "@", "a.b@c", "@a.b.c", "a.@b.c", "a@.b", "a@_b.c", ""})
    void whatCannotBeAnAddressIsNot(String text) {
        assertFalse(SignCheck.fits(DOTTED, text, 0, text.length()));
    }

    @Test
    void onlyTheRangeCounts() {
        assertFalse(SignCheck.fits(DOTTED, "a@b.c", 1, 5));
        assertFalse(SignCheck.fits(DOTTED, "a@b.c", 0, 3));
    }

    @Test
    void otherSignsAreOnlyCounted() {
        var colons = new Trigger.Around(':', 2, false);
        assertTrue(SignCheck.fits(colons, "::1", 0, 3));
        assertFalse(SignCheck.fits(colons, ":1", 0, 2));
    }
}
