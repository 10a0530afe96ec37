package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Kind;
import io.ambo.catalog.Replacement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What coarser values say, and that they say no more. */
class GeneralisationTest {

    private static String of(Kind kind, String writing) {
        return Generalisation.of(kind, writing).orElse("");
    }

    @Test
    void ofADateOfBirthTheMonthOrTheYearIsLeft() {
        assertThat(of(Kind.DATE_OF_BIRTH, "1987-03-05")).isEqualTo("1987-03");
        assertThat(of(Kind.DATE_OF_BIRTH, "1987/3/15")).isEqualTo("1987/3");
        assertThat(of(Kind.DATE_OF_BIRTH, "1987年3月5日")).isEqualTo("1987年3月");
        assertThat(of(Kind.DATE_OF_BIRTH, "1987年12月")).isEqualTo("1987年12月");
        assertThat(of(Kind.DATE_OF_BIRTH, "19870305")).isEqualTo("1987-03");
        assertThat(of(Kind.DATE_OF_BIRTH, "March 5, 1987")).isEqualTo("March 1987");
        assertThat(of(Kind.DATE_OF_BIRTH, "5 Mar 1987")).isEqualTo("Mar 1987");
        assertThat(of(Kind.DATE_OF_BIRTH, "05/03/1987")).isEqualTo("1987");
        assertThat(of(Kind.DATE_OF_BIRTH, "the fifth of March")).isEmpty();
        assertThat(of(Kind.DATE_OF_BIRTH, "05.03.87")).isEmpty();
    }

    @Test
    void ofAnAddressTheCityIsLeft() {
        assertThat(of(Kind.ADDRESS, "浙江省杭州市西湖区文三路90号")).isEqualTo("浙江省杭州市");
        assertThat(of(Kind.ADDRESS, "北京市朝阳区建国路1号")).isEqualTo("北京市");
        assertThat(of(Kind.ADDRESS, "延边朝鲜族自治州延吉市人民路5号")).isEqualTo("延边朝鲜族自治州");
        assertThat(of(Kind.ADDRESS, "文三路90号")).isEmpty();
        assertThat(of(Kind.ADDRESS, "12 High Street, Springfield, IL 62701")).isEqualTo("Springfield, IL");
        assertThat(of(Kind.ADDRESS, "5 Mill Lane, Oxford")).isEqualTo("Oxford");
        assertThat(of(Kind.ADDRESS, "12 High Street")).isEmpty();
    }

    /** Shops and estates are called 市 too, and flats and houses stand where a city does. */
    @Test
    void ofAnAddressNothingIsLeftThatMayNotBeACity() {
        for (var address : new String[] {
            "西湖区文三路超市2号",
            "海淀区城市花园5号楼",
            "朝阳区都市丽景12号",
            "朝阳都市丽景12号",
            "文三路菜市口3号",
            "浙江省人民路夜市5号",
            "12 Oak Street, Flat B, London SW1A 1AA",
            "12 Oak Street, Rose Cottage, London",
            "12 Oak Street, Rose Cottage",
            "12 Oak Street, Apt Nine",
            "Flat 3, Willow House, Leeds"
        }) {
            assertThat(of(Kind.ADDRESS, address)).as(address).isEmpty();
        }
        assertThat(of(Kind.ADDRESS, "江苏省盐城市人民路5号")).isEqualTo("江苏省盐城市");
        assertThat(of(Kind.ADDRESS, "成都市武侯区人民南路四段1号")).isEqualTo("成都市");
        assertThat(of(Kind.ADDRESS, "广西壮族自治区南宁市青秀区1号")).isEqualTo("广西壮族自治区南宁市");
        assertThat(of(Kind.ADDRESS, "500 Pine Road, Salt Lake City, UT 84101")).isEqualTo("Salt Lake City, UT");
    }

    @Test
    void ofNetworksAndPlacesTheSurroundingsAreLeft() {
        assertThat(of(Kind.IP, "203.0.113.77")).isEqualTo("203.0.113.0/24");
        assertThat(of(Kind.IP, "2001:db8::1")).isEmpty();
        assertThat(of(Kind.COORDINATES, "30.27415, 120.15515")).isEqualTo("30.2, 120.1");
        assertThat(of(Kind.COORDINATES, "30, 120")).isEmpty();
    }

    @Test
    void everyKindThatAPolicyMayGeneraliseHasACoarserValue() {
        var written = Map.of(
                Kind.DATE_OF_BIRTH, "1987-03-05",
                Kind.ADDRESS, "浙江省杭州市西湖区文三路90号",
                Kind.IP, "203.0.113.77",
                Kind.COORDINATES, "30.27415, 120.15515");
        for (var kind : Kind.values()) {
            assertThat(written.containsKey(kind)).as(kind.id()).isEqualTo(Replacement.GENERALISE.fits(kind));
            assertThat(of(kind, written.getOrDefault(kind, "1987-03-05")).isEmpty())
                    .as(kind.id())
                    .isEqualTo(!Replacement.GENERALISE.fits(kind));
        }
    }
}
