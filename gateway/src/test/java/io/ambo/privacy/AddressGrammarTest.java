package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Kind;
import io.ambo.privacy.AddressGrammar.Span;
import io.ambo.privacy.Tagger.Certainty;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What belongs to an address, from the places that a tagger finds in it and without any. Streets and numbers are made up. */
class AddressGrammarTest {

    /** The addresses in a text in which a tagger finds these places. */
    private static List<String> addresses(String text, String... places) {
        return found(text, Kind.ADDRESS, places);
    }

    private static List<String> found(String text, Kind kind, String... places) {
        var tagged = Stream.of(places)
                .map(place -> new Span(
                        Kind.LOCATION, text.indexOf(place), text.indexOf(place) + place.length(), Certainty.LIKELY, 1))
                .toList();
        return AddressGrammar.of(text, tagged).stream()
                .filter(span -> span.kind() == kind)
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }

    @Test
    void numbersOfHouseStairAndRoomBelongToTheStreet() {
        assertThat(addresses("住在江城市东湖区长河路128号9栋2单元120室。", "江城市东湖区长河路")).containsExactly("江城市东湖区长河路128号9栋2单元120室");
    }

    @Test
    void estateAndRoomBelongToTheQuarter() {
        assertThat(addresses("东湖区白杨街道明月公寓11-3-786", "东湖区白杨街道")).containsExactly("东湖区白杨街道明月公寓11-3-786");
    }

    @Test
    void streetWithANumberNeedsNoTagger() {
        assertThat(addresses("寄到长河路128号即可")).containsExactly("长河路128号");
        assertThat(addresses("居住地长河路128号")).containsExactly("长河路128号");
    }

    @Test
    void placesThatFollowAnAddressAreItsPart() {
        assertThat(addresses("江城市东湖区长河路8号", "江城市", "东湖区", "长河路")).containsExactly("江城市东湖区长河路8号");
    }

    @Test
    void placeAloneStaysAPlace() {
        assertThat(addresses("他在江城市工作了12年", "江城市")).isEmpty();
        assertThat(addresses("江城市2023年的财报", "江城市")).isEmpty();
        assertThat(addresses("东湖4号机组停机", "东湖")).isEmpty();
    }

    @Test
    void nameOfAPlaceIsTakenWhole() {
        assertThat(found("在江城人民公园散步", Kind.LOCATION, "江城")).containsExactly("江城人民公园");
        assertThat(found("江城的公园很美", Kind.LOCATION, "江城")).containsExactly("江城");
    }

    @Test
    void streetAddressesInEnglishNeedNoTagger() {
        assertThat(addresses("Send it to 12 Old Mill Road, please")).containsExactly("12 Old Mill Road");
        assertThat(addresses("I live at 350 N. Maple St. Apt. 12 now")).containsExactly("350 N. Maple St. Apt. 12");
        assertThat(addresses("to P.O. Box 104, thanks")).containsExactly("P.O. Box 104");
        assertThat(addresses("83854 Musterstrasse 61")).containsExactly("83854 Musterstrasse 61");
    }

    @Test
    void townAndCodeBelongToAStreetAddress() {
        assertThat(addresses("12 Old Mill Road, Springfield, IL 62701 is it", "Springfield"))
                .containsExactly("12 Old Mill Road, Springfield, IL 62701");
    }

    @Test
    void numbersAndWordsThatAreNoAddressAreNone() {
        assertThat(addresses("Chapter 12 The Long Way Home; 404 Not Found; version 3 Way more"))
                .isEmpty();
        assertThat(addresses("第3号文件、5号线和2号楼盘的消息")).isEmpty();
        assertThat(addresses("We paid $12 Main Street Capital for it in 2023")).isEmpty();
    }
}
