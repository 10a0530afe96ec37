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
        "CREDIT_CODE, 91330100MA8MGMB46W, 91330100MA8MGMB46X",
        "UNIT_CODE, 12345678-8, 12345678-0",
        "FOREIGNER, 911084199001010010, 911084199001010011",
        "HONG_KONG, A123456(3), A123456(4)",
        "HONG_KONG, WX1234569, WX1234560",
        "TAIWAN, A123456789, A123456788",
        "TAIWAN_BUSINESS, 27142734, 27142735",
        "IBAN, ES66 2100 0418 4012 3456 7891, ES66 2100 0418 4012 3456 7892",
        "IBAN, DE89370400440532013000, DE8937040044053201300",
        "BIC, DEUTDEFF, DEUTDFFF",
        "LEI, 213800ABCDEFGHJKLM59, 213800ABCDEFGHJKLM50",
        "ISIN, US0378331005, US0378331003",
        "ROUTING, 049269310, 049269311",
        "SOCIAL_SECURITY, 219-45-0001, 219-45-0000",
        "SOCIAL_SECURITY, 512-33-1234, 912-33-1234",
        "INDIVIDUAL_TAXPAYER, 900 70 0001, 900 00 0001",
        "EMPLOYER, 830001234, 890001234",
        "CPF, 025.049.441-87, 025.049.441-88",
        "CNPJ, 11222333000181, 11222333000182",
        "CNPJ, 99000111000246, 99000111000247",
        "SOCIAL_INSURANCE, 105-919-260, 105-919-261",
        "CANADIAN_BUSINESS, 123026635RT0001, 123026636RT0001",
        "CUIT, 20-12345678-6, 20-12345678-5",
        "RUT, 12.345.678-5, 12.345.678-4",
        "AUSTRALIAN_TAX_FILE, 503 831 222, 503 831 223",
        "MEDICARE, 2123 45670 1, 2123 45671 1",
        "AUSTRALIAN_BUSINESS, 74 948 386 276, 74 948 386 277",
        "AUSTRALIAN_COMPANY, 004 085 616, 004 085 615",
        "SOUTH_AFRICAN, 8501015586083, 8501015586084",
        "NATIONAL_HEALTH, 595 689 2773, 595 689 2774",
        "NATIONAL_INSURANCE, AB 12 34 56 C, GB 12 34 56 C",
        "UNIQUE_TAXPAYER, 3036497979, 3036497970",
        "GERMAN_TAXPAYER, 47 175 803 974, 47 175 803 975",
        "FRENCH, 1 85 05 78 006 084 91, 1 85 05 78 006 084 92",
        "FRENCH, 2 53 07 31 073 004 10, 2 53 07 31 073 004 11",
        "SPANISH, X9472203K, X9472203L",
        "SPANISH, X-7657654-B, X-7657654-C",
        "ITALIAN_PERSON, RSSMRA80A01H501U, RSSMRA80A01H501V",
        "ITALIAN_BUSINESS, 00506570886, 00506570887",
        "DUTCH, 709158579, 709158570",
        "POLISH, 44051450452, 44051450453",
        "BELGIAN, 85.07.30-033.28, 85.07.30-033.29",
        "PORTUGUESE, 501964843, 501964842",
        "IRISH, 6433435F, 6433435E",
        "DANISH, 010190-1234, 010090-1234",
        "FINNISH, 010190-900P, 010190-900Q",
        "SWEDISH, 880320-2152, 880320-2153",
        "NORWEGIAN, 151086 33090, 151086 33091",
        "SWISS, 756.9217.0769.85, 756.9217.0769.84",
        "AADHAAR, 987654321012, 987654321013",
        "PERMANENT_ACCOUNT, ABCPD1234E, ABCQD1234E",
        "GOODS_AND_SERVICES_TAX, 29ABCPD1234E1ZA, 29ABCPD1234E1ZB",
        "VOTER, GSW3278918, GSW3278919",
        "KOREAN, 8503121258763, 8503121258764",
        "KOREAN_DAY, 900307-1234567, 901307-1234567",
        "KOREAN_BUSINESS, 124-04-51841, 124-04-51842",
        "MY_NUMBER, 531299769351, 531299769352",
        "JAPANESE_COMPANY, 8268451912198, 8268451912199",
        "SINGAPOREAN, S0000001I, S0000001J",
        "SINGAPOREAN_ENTITY, 39186510B, 39186510C",
        "SINGAPOREAN_ENTITY, 70690172W, 70690172X",
        "SINGAPOREAN_ENTITY, 200421644G, 200421644H",
        "MALAYSIAN, 000101-14-0001, 000101-17-0001",
        "PAKISTANI, 42101-1234567-1, 42101-1234567-0",
        "THAI, 3-3460-09388-95-5, 3-3460-09388-95-6",
        "TURKISH, 33210731358, 33210731359",
        "RUSSIAN_TAXPAYER, 7758034982, 7758034983",
        "RUSSIAN_TAXPAYER, 7765426980, 7765426981",
        "IMEI, 35-345678-901234-8, 35-345678-901234-9",
        "ICCID, 8986000000000000010, 8986000000000000011",
        "VEHICLE, 1M8GDM9AXKP042788, 1M8GDM9A0KP042788",
        "WALLET, 1BoatSLRHtKNngkdXEeobR76b53LETtpyT, 1BoatSLRHtKNngkdXEeobR76b53LETtpyU",
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
