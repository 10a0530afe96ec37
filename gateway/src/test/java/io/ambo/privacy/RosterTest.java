package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ambo.catalog.Kind;
import io.ambo.catalog.Roster;
import io.ambo.config.RosterReading;
import io.ambo.core.DataClass;
import io.ambo.core.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of an installation's own lists. */
class RosterTest {

    @TempDir
    Path home;

    private Roster roster(String text) throws IOException {
        Files.createDirectories(home.resolve("rosters"));
        Files.writeString(home.resolve("rosters/staff.txt"), text);
        return RosterReading.read(home);
    }

    private static Findings find(Roster roster, String text) {
        return Scanner.of(RecogniserFiles.all(), RecogniserFiles.policy(), TaggerSource.NONE, roster)
                .scan(Bodies.user(text));
    }

    @Test
    void nameOfAListIsFoundBesideNoCueAndInEitherCase() throws IOException {
        var findings = find(roster("# staff\n晓棠\nJo Minh\n"), "问晓棠或者JO MINH吧");
        assertThat(findings.dataClass()).isEqualTo(DataClass.L2);
        assertThat(findings.findings()).extracting(Finding::kind).containsExactly(Kind.PERSON, Kind.PERSON);
        assertThat(findings.findings()).extracting(Finding::token).containsOnly("PERSON");
    }

    @Test
    void kindStandsBehindATab() throws IOException {
        var findings = find(roster("蓝鲸计划\torganization\n"), "蓝鲸计划延期");
        assertThat(findings.findings()).extracting(Finding::kind).containsExactly(Kind.ORGANIZATION);
    }

    @Test
    void partOfALatinWordIsNoName() throws IOException {
        assertThat(find(roster("Ann\n"), "Announced by ANN-1, Hannah").findings())
                .hasSize(1);
    }

    @Test
    void thousandsOfNamesAreFoundAsOne() throws IOException {
        var names = IntStream.range(0, 5000).mapToObj(i -> "员工" + i + "号").collect(Collectors.joining("\n"));
        assertThat(find(roster(names), "员工4711号到了").findings()).hasSize(1);
    }

    @Test
    void mistakeTellsItsLineAndNoName() {
        assertThatThrownBy(() -> roster("晓棠\nJo Minh\thuman\n"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("rosters/staff.txt:2")
                .hasMessageNotContaining("Minh");
    }

    @Test
    void homeWithoutListsHasNoNames() {
        assertThat(RosterReading.read(home)).hasToString("0 names");
    }
}
