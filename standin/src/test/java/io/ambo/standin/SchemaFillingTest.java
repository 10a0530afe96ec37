package io.ambo.standin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaFillingTest {
    private static String filled(String schema) {
        return Json.compact(SchemaFilling.of(Sdk.json(schema), "T"));
    }

    @Test
    void eachTypeGetsItsSmallestInstance() {
        assertThat(filled("{\"type\":\"string\"}")).isEqualTo("\"T\"");
        assertThat(filled("{\"type\":\"integer\",\"exclusiveMinimum\":4}")).isEqualTo("5");
        assertThat(filled("{\"type\":\"boolean\"}")).isEqualTo("false");
        assertThat(filled("{\"type\":[\"null\",\"string\"]}")).isEqualTo("\"T\"");
        assertThat(filled("{\"type\":\"array\",\"items\":{},\"minItems\":2}")).isEqualTo("[\"T\",\"T\"]");
    }

    @Test
    void constantsEnumerationsAndAlternativesAreKept() {
        assertThat(filled("{\"const\":7}")).isEqualTo("7");
        assertThat(filled("{\"enum\":[\"b\",\"a\"]}")).isEqualTo("\"b\"");
        assertThat(filled("{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"boolean\"}]}"))
                .isEqualTo("false");
    }

    @Test
    void referencesAreFollowedAndRecursionEnds() {
        assertThat(filled("{\"$defs\":{\"a\":{\"type\":\"string\"}},\"properties\":{\"x\":{\"$ref\":\"#/$defs/a\"}}}"))
                .isEqualTo("{\"x\":\"T\"}");
        assertThat(filled("{\"properties\":{\"x\":{\"$ref\":\"#\"}}}"))
                .startsWith("{\"x\":{\"x\":{")
                .contains("null");
    }
}
