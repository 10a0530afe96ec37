package io.ambo.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.catalog.Recogniser.Checksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChecksumsTest {

    @ParameterizedTest
    @EnumSource(Checksum.class)
    void everyChecksumHasAnAlgorithm(Checksum checksum) {
        assertThat(Checksums.knows(checksum)).isTrue();
    }

    /** A number of the standard or a made-up one, and the same with a slip. */
    @ParameterizedTest
    @CsvSource({
        "CREDIT_CODE, 91110000600037341L, 91110000600037341N",
        "UNIT_CODE, 12345678-8, 12345678-9",
        "FOREIGNER, 911084199001010010, 911084199001010011",
        "HONG_KONG, A123456(3), A123456(4)",
        "HONG_KONG, WX1234569, WX1234560",
        "TAIWAN, A123456789, A123456788",
        "TAIWAN_BUSINESS, 00501503, 00501502",
        "IBAN, GB29 NWBK 6016 1331 9268 19, GB29 NWBK 6016 1331 9268 18",
        "IBAN, DE89370400440532013000, DE8937040044053201300",
        "BIC, AGRIFRPP882, AGRIF2PP",
        "LEI, 213800KUD8LAJWSQ9D15, 213800KUD8LXJWSQ9D15",
        "ISIN, US0378331005, US0378331003",
        "ROUTING, 111000025, 112000025",
        "SOCIAL_SECURITY, 536-90-4399, 666-00-0000",
        "SOCIAL_SECURITY, 123-45-6789, 078-05-1120",
        "INDIVIDUAL_TAXPAYER, 912-90-3456, 912-93-4567",
        "EMPLOYER, 91-1144442, 07-1144442",
        "CPF, 390.533.447-05, 390.533.447-06",
        "CNPJ, 16.727.230/0001-97, 16.727.230/0001-98",
        "CNPJ, 12.ABC.345/01DE-35, 12.ABC.345/01DE-36",
        "SOCIAL_INSURANCE, 123-456-782, 823-456-785",
        "CANADIAN_BUSINESS, 12302 6635 RC 0001, 123456783",
        "CUIT, 20-12345678-6, 20-12345678-5",
        "RUT, 12.345.678-5, 12.345.678-4",
        "AUSTRALIAN_TAX_FILE, 123 456 782, 999 999 999",
        "MEDICARE, 2123 45670 1, 2123 45671 1",
        "AUSTRALIAN_BUSINESS, 83 914 571 673, 99 999 999 999",
        "AUSTRALIAN_COMPANY, 004 085 616, 004 085 615",
        "SOUTH_AFRICAN, 7503305044089, 8503305044089",
        "NATIONAL_HEALTH, 943-476-5870, 9434765871",
        "NATIONAL_INSURANCE, AB 12 34 56 C, GB 12 34 56 C",
        "UNIQUE_TAXPAYER, 1955839661, 2955839661",
        "GERMAN_TAXPAYER, 36 574 261 809, 36574261890",
        "FRENCH, 2 95 10 99 126 111 93, 295109912611199",
        "FRENCH, 253072B07300470, 253072C07300443",
        "SPANISH, 54362315-K, 54362315Z",
        "SPANISH, x-2482300w, x-2482300a",
        "ITALIAN_PERSON, RCCMNL83S18D969H, RCCMNL83S18D969A",
        "ITALIAN_BUSINESS, 00743110157, 00743110158",
        "DUTCH, 1112.22.333, 1112.52.333",
        "POLISH, 44051401359, 44051401358",
        "BELGIAN, 85.07.30-033.28, 85.07.30-033.29",
        "PORTUGUESE, 501964843, 501964842",
        "IRISH, 6433435F, 6433435E",
        "DANISH, 211062-5629, 511062-5629",
        "FINNISH, 131052-308T, 131052-308U",
        "SWEDISH, 880320-0016, 880320-0018",
        "NORWEGIAN, 151086 95088, 15108695077",
        "SWISS, 756.9217.0769.85, 756.9217.0769.84",
        "AADHAAR, 234123412346, 234123412347",
        "PERMANENT_ACCOUNT, ACUPA7085R, ABMXA3211G",
        "GOODS_AND_SERVICES_TAX, 27AAPFU0939F1ZV, 27AAPFU0939F1ZO",
        "VOTER, WKH1186253, WKH1186263",
        "KOREAN, 971013-9019902, 971013-9019903",
        "KOREAN_DAY, 900307-1234567, 901307-1234567",
        "KOREAN_BUSINESS, 116-82-00276, 116-82-00277",
        "MY_NUMBER, 6214 9832 0257, 6214 9832 0258",
        "JAPANESE_COMPANY, 5-8356-7825-6246, 2-8356-7825-6246",
        "SINGAPOREAN, S0000001I, S0000001J",
        "SINGAPOREAN_ENTITY, 197401143C, 197401143D",
        "SINGAPOREAN_ENTITY, S16FC0121D, S16FC0121E",
        "SINGAPOREAN_ENTITY, 00192200M, 00192200A",
        "MALAYSIAN, 770305-02-1234, 770305-17-1234",
        "PAKISTANI, 34201-0891231-8, 94201-0891231-8",
        "THAI, 1-2345-45678-78-1, 1-2345-45678-78-9",
        "TURKISH, 17291716060, 17291716050",
        "RUSSIAN_TAXPAYER, 123456789047, 123456789037",
        "RUSSIAN_TAXPAYER, 1234567894, 1234567895",
        "IMEI, 490154203237518, 490154203237519",
        "ICCID, 8986000000000000010, 8986000000000000011",
        "VEHICLE, 1M8GDM9AXKP042788, 1M8GDM9A0KP042788",
        "WALLET, 1NEDqZPvTWRaoho48qXuLLsrYomMXPABfD, 1NEDqZPvTWRaoho48qXuLLsrYomMXPABfX",
        "WALLET, bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq, bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mda",
        "WALLET, 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed, 0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "RANDOM, k7Qz2mXw9rTb4VnL, aaaaaaaaaaaaaaaa"
    })
    void aCheckHoldsForANumberAndNotForOneWithASlip(Checksum checksum, String right, String wrong) {
        assertThat(Checksums.holds(checksum, right)).as(right).isTrue();
        assertThat(Checksums.holds(checksum, wrong)).as(wrong).isFalse();
    }

    /** A check must stand whatever a pattern of a deployment's own hands to it. */
    @ParameterizedTest
    @EnumSource(Checksum.class)
    void noCheckFailsOnAnyText(Checksum checksum) {
        for (var text :
                new String[] {"", "1", "A", "é", "中", "12345678901234567890", "ABCDEFGHIJKLMNOPQ", "0x", "bc1", "9A"}) {
            for (var length = 0; length <= 60; length++) {
                Checksums.holds(checksum, text.repeat(length));
            }
        }
    }

    @Test
    void aPassportIsReadByItsLastLine() {
        var line = "L898902C36UTO7408122F1204159ZE184226B<<<<<1";
        assertThat(Checksums.holds(Checksum.PASSPORT_LINE, line + "0")).isTrue();
        assertThat(Checksums.holds(Checksum.PASSPORT_LINE, line + "1")).isFalse();
    }
}
