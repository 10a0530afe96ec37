package io.ambo.taggers;

import static io.ambo.taggers.Template.between;
import static io.ambo.taggers.Template.digits;

import java.util.List;
import java.util.Random;

/** Names of real cities and countries, and made addresses and organisations. */
final class EnglishPlaces {

    private static final Choice STATES =
            Choice.of("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT"
                    + " NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY");

    private static final Choice ROADS =
            Choice.of("Oak Main High Church Park Maple Station Mill King Queen Cedar Lake Hill Elm 2nd 5th North");

    private static final Choice ENDINGS =
            Choice.of("gade vej vägen gatan straße strasse str. straat laan weg tie katu gata veien utca platz gasse");

    private static final Choice BEGINNINGS =
            Choice.of("Rua Via Avenida Rue-de Calle Av. ul. Piazza Ulica Boulevard Chemin Plaza Jalan rue");

    private static final Choice STREET_KINDS =
            Choice.of("Street Road Avenue Squares Lane Str. Close Crescent Parade Terrace Creek");

    private static final Choice COMPANY_KINDS =
            Choice.of("Inc. Ltd Corp. Group LLC Holdings Industries Partners Bank Systems"
                    + " Technologies Foods Motors Airlines Consulting Pharma Studios University");

    private static final Choice INSTITUTIONS =
            Choice.of("United City University Police-Department General-Hospital Rovers"
                    + " Town-Council Herald High-School Post Times Airport-Authority Museum Orchestra");

    private static final Choice BRANDS =
            Choice.of("Nova Blue Alpha Pacific Global First Northern Apex Bright Quantum Silver Summit Urban Vertex");

    private static final Choice TRADES =
            Choice.of("Tech Labs Soft Bank Media Health Energy Logistics Insurance Dynamics Foods Capital");

    private static final Choice POSTCODES = Choice.of("SW LS NE B M EH");

    private final EnglishNames names;
    private final Choice cities;
    private final Choice countries;
    private final Choice suffixes;

    EnglishPlaces(Sources sources, EnglishNames names) {
        this.names = names;
        cities = sources.choice("en-cities");
        countries = sources.choice("en-countries");
        suffixes = sources.choice("en-street-suffixes");
    }

    String city(Random random) {
        return random.nextDouble() < 0.75 ? cities.next(random) : countries.next(random);
    }

    String country(Random random) {
        return countries.next(random);
    }

    String street(Random random) {
        return between(random, 1, 9999)
                + " "
                + List.of("", "", "N ", "W ", "South ", "E. ").get(random.nextInt(6))
                + (random.nextBoolean() ? names.last(random) : ROADS.next(random))
                + " "
                + suffixes.next(random);
    }

    String anyStreet(Random random) {
        return random.nextDouble() < 0.6 ? street(random) : foreignStreet(random);
    }

    private String foreignStreet(Random random) {
        var chance = random.nextDouble();
        var last = names.last(random);
        var street = last + " " + STREET_KINDS.next(random);
        if (chance < 0.4) {
            street = last + ENDINGS.next(random);
        } else if (chance < 0.75) {
            var more = List.of("", " " + names.last(random));
            var before = random.nextInt(3) == 0 ? names.first(random) + " " : "";
            street = BEGINNINGS.next(random).replace('-', ' ') + " " + before + last + more.get(random.nextInt(2));
        }
        var number = between(random, 1, 220);
        return List.of(street + " " + number, street + " " + number, number + " " + street, number + ", " + street)
                .get(random.nextInt(4));
    }

    String address(Random random) {
        if (random.nextDouble() < 0.45) {
            return foreignAddress(random);
        }
        if (random.nextDouble() < 0.03) {
            var state = List.of("AP", "AA", "AE").get(random.nextInt(3));
            return "PSC " + digits(random, 4) + ", Box " + digits(random, 4) + "\nAPO " + state + " "
                    + digits(random, 5);
        }
        var street = street(random);
        if (random.nextDouble() < 0.2) {
            street +=
                    List.of(", Apt ", " Suite ", " Apt. ", ", Flat ").get(random.nextInt(4)) + between(random, 1, 999);
        }
        return street + town(random, separator(random));
    }

    private static String separator(Random random) {
        return List.of(", ", "\n", ", ").get(random.nextInt(3));
    }

    private String town(Random random, String separator) {
        var chance = random.nextDouble();
        var city = cities.next(random);
        if (chance < 0.6) {
            return separator + city + ", " + STATES.next(random) + " " + digits(random, 5);
        }
        if (chance < 0.7) {
            return separator + city + " " + digits(random, 5);
        }
        if (chance < 0.8) {
            return separator + city + separator + POSTCODES.next(random) + digits(random, 1) + " " + digits(random, 1)
                    + "AB";
        }
        return chance < 0.9 ? separator + city + separator + countries.next(random) : "";
    }

    private String foreignAddress(Random random) {
        var separator = List.of("\n", ", ", " ", ", ").get(random.nextInt(4));
        var city = cities.next(random);
        city = random.nextDouble() < 0.3 ? city.toUpperCase(java.util.Locale.ROOT) : city;
        var code = digits(random, random.nextInt(3) == 0 ? 4 : 5);
        var towns = List.of(city, city + " " + code, code + " " + city, city + ", " + STATES.next(random) + " " + code);
        var address = new StringBuilder();
        if (random.nextInt(3) == 0) {
            address.append(digits(random, between(random, 2, 4))).append(' ');
        }
        address.append(foreignStreet(random));
        if (random.nextDouble() < 0.35) {
            address.append(separator)
                    .append(List.of("Apt. ", "Suite ", "Flat ", "Unit ").get(random.nextInt(4)))
                    .append(digits(random, 3));
        }
        address.append(separator).append(towns.get(random.nextInt(4)));
        if (random.nextDouble() < 0.6) {
            address.append(separator).append(countries.next(random));
        }
        return address.toString();
    }

    String organization(Random random) {
        var chance = random.nextDouble();
        var last = names.last(random);
        if (chance < 0.3) {
            return last + " " + COMPANY_KINDS.next(random);
        }
        if (chance < 0.45) {
            var and = List.of(" and ", " & ", ", ").get(random.nextInt(3));
            return last
                    + and
                    + names.last(random)
                    + List.of(" and Sons", " LLP", " LLC", "").get(random.nextInt(4));
        }
        if (chance < 0.6) {
            return cities.next(random) + " " + INSTITUTIONS.next(random).replace('-', ' ');
        }
        if (chance < 0.7) {
            return "University of " + cities.next(random);
        }
        if (chance < 0.85) {
            return BRANDS.next(random) + (random.nextBoolean() ? " " : "") + TRADES.next(random);
        }
        return letters(random, between(random, 2, 4));
    }

    private static String letters(Random random, int length) {
        var letters = new StringBuilder();
        for (var i = 0; i < length; i++) {
            letters.append("ABCDEFGHIKLMNOPRSTUW".charAt(random.nextInt(20)));
        }
        return letters.toString();
    }
}
