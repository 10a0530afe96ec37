package io.ambo.privacy;

import io.ambo.catalog.Recogniser.Checksum;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/** The check of each kind of number that consists of letters and digits only, however it is written. */
final class NumberChecks {

    private NumberChecks() {}

    /** The checks, each of letters in upper case and digits. */
    static Map<Checksum, Predicate<String>> all() {
        var checks = new EnumMap<Checksum, Predicate<String>>(Checksum.class);
        chinese(checks);
        banks(checks);
        americas(checks);
        europe(checks);
        asia(checks);
        devices(checks);
        return checks;
    }

    private static void chinese(Map<Checksum, Predicate<String>> checks) {
        checks.put(Checksum.CREDIT_CODE, ChineseNumbers::creditCode);
        checks.put(Checksum.UNIT_CODE, ChineseNumbers::unitCode);
        checks.put(Checksum.FOREIGNER, ChineseNumbers::foreigner);
        checks.put(Checksum.HONG_KONG, ChineseNumbers::hongKong);
        checks.put(Checksum.TAIWAN, ChineseNumbers::taiwan);
        checks.put(Checksum.TAIWAN_BUSINESS, ChineseNumbers::taiwanBusiness);
    }

    private static void banks(Map<Checksum, Predicate<String>> checks) {
        checks.put(Checksum.IBAN, BankNumbers::iban);
        checks.put(Checksum.BIC, BankNumbers::bic);
        checks.put(Checksum.LEI, BankNumbers::lei);
        checks.put(Checksum.ISIN, BankNumbers::isin);
        checks.put(Checksum.ROUTING, BankNumbers::routing);
    }

    private static void americas(Map<Checksum, Predicate<String>> checks) {
        checks.put(Checksum.SOCIAL_SECURITY, AmericanNumbers::socialSecurity);
        checks.put(Checksum.INDIVIDUAL_TAXPAYER, AmericanNumbers::individualTaxpayer);
        checks.put(Checksum.EMPLOYER, AmericanNumbers::employer);
        checks.put(Checksum.CPF, AmericanNumbers::cpf);
        checks.put(Checksum.CNPJ, AmericanNumbers::cnpj);
        checks.put(Checksum.SOCIAL_INSURANCE, AmericanNumbers::socialInsurance);
        checks.put(Checksum.CANADIAN_BUSINESS, AmericanNumbers::canadianBusiness);
        checks.put(Checksum.CURP, AmericanNumbers::curp);
        checks.put(Checksum.RUT, AmericanNumbers::rut);
        checks.put(Checksum.CUIT, AmericanNumbers::cuit);
        checks.put(Checksum.AUSTRALIAN_TAX_FILE, AmericanNumbers::australianTaxFile);
        checks.put(Checksum.MEDICARE, AmericanNumbers::medicare);
        checks.put(Checksum.AUSTRALIAN_BUSINESS, AmericanNumbers::australianBusiness);
        checks.put(Checksum.AUSTRALIAN_COMPANY, AmericanNumbers::australianCompany);
        checks.put(Checksum.SOUTH_AFRICAN, AmericanNumbers::southAfrican);
    }

    private static void europe(Map<Checksum, Predicate<String>> checks) {
        checks.put(Checksum.NATIONAL_HEALTH, EuropeanNumbers::nationalHealth);
        checks.put(Checksum.NATIONAL_INSURANCE, EuropeanNumbers::nationalInsurance);
        checks.put(Checksum.UNIQUE_TAXPAYER, EuropeanNumbers::uniqueTaxpayer);
        checks.put(Checksum.GERMAN_TAXPAYER, EuropeanNumbers::germanTaxpayer);
        checks.put(Checksum.FRENCH, EuropeanNumbers::french);
        checks.put(Checksum.SPANISH, EuropeanNumbers::spanish);
        checks.put(Checksum.ITALIAN_PERSON, EuropeanNumbers::italianPerson);
        checks.put(Checksum.ITALIAN_BUSINESS, EuropeanNumbers::italianBusiness);
        checks.put(Checksum.DUTCH, EuropeanNumbers::dutch);
        checks.put(Checksum.POLISH, EuropeanNumbers::polish);
        checks.put(Checksum.BELGIAN, EuropeanNumbers::belgian);
        checks.put(Checksum.PORTUGUESE, EuropeanNumbers::portuguese);
        checks.put(Checksum.IRISH, EuropeanNumbers::irish);
        checks.put(Checksum.DANISH, EuropeanNumbers::danish);
        checks.put(Checksum.SWEDISH, EuropeanNumbers::swedish);
        checks.put(Checksum.NORWEGIAN, EuropeanNumbers::norwegian);
        checks.put(Checksum.SWISS, EuropeanNumbers::swiss);
    }

    private static void asia(Map<Checksum, Predicate<String>> checks) {
        checks.put(Checksum.AADHAAR, AsianNumbers::aadhaar);
        checks.put(Checksum.PERMANENT_ACCOUNT, AsianNumbers::permanentAccount);
        checks.put(Checksum.GOODS_AND_SERVICES_TAX, AsianNumbers::goodsAndServicesTax);
        checks.put(Checksum.VOTER, AsianNumbers::voter);
        checks.put(Checksum.KOREAN, AsianNumbers::koreanResident);
        checks.put(Checksum.KOREAN_DAY, AsianNumbers::isKoreanDay);
        checks.put(Checksum.KOREAN_BUSINESS, AsianNumbers::koreanBusiness);
        checks.put(Checksum.MY_NUMBER, AsianNumbers::myNumber);
        checks.put(Checksum.JAPANESE_COMPANY, AsianNumbers::japaneseCompany);
        checks.put(Checksum.SINGAPOREAN, AsianNumbers::singaporean);
        checks.put(Checksum.SINGAPOREAN_ENTITY, AsianNumbers::singaporeanEntity);
        checks.put(Checksum.MALAYSIAN, AsianNumbers::malaysian);
        checks.put(Checksum.PAKISTANI, AsianNumbers::pakistani);
        checks.put(Checksum.THAI, AsianNumbers::thai);
        checks.put(Checksum.TURKISH, AsianNumbers::turkish);
        checks.put(Checksum.ISRAELI, AsianNumbers::israeli);
        checks.put(Checksum.RUSSIAN_TAXPAYER, AsianNumbers::russianTaxpayer);
    }

    private static void devices(Map<Checksum, Predicate<String>> checks) {
        checks.put(Checksum.IMEI, DeviceNumbers::imei);
        checks.put(Checksum.ICCID, DeviceNumbers::iccid);
        checks.put(Checksum.VEHICLE, DeviceNumbers::vehicle);
    }
}
