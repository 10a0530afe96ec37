package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names below a header that says so. */
class NameColumnsTest {

    private static List<String> names(String text) {
        return NameColumns.of(text).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }

    @Test
    void namesOfACsvFileAreFound() {
        assertThat(names("id,full name,city\n1,\"Jane Doe\",Bonn\n2,tom example,Ulm\n\nend"))
                .containsExactly("Jane Doe", "tom example");
        assertThat(names("姓名,年龄\n赵一鸣,28\n欧阳晓晓,30")).containsExactly("赵一鸣", "欧阳晓晓");
    }

    @Test
    void namesOfAMarkdownTableAreFound() {
        assertThat(names("| name | phone |\n|---|---|\n| Jane Doe | 1 |\n| - | 2 |\n\ntext | more"))
                .containsExactly("Jane Doe");
    }

    @Test
    void columnThatIsOnlyCalledNameIsOneOfPersonsWhereAnotherSaysSo() {
        assertThat(names("name,email\nJane Doe,x")).containsExactly("Jane Doe");
        assertThat(names("name,price\nBlue Chair,12")).isEmpty();
        assertThat(names("The name, as they say, is Jane")).isEmpty();
    }
}
