package io.ambo.taggers;

import static io.ambo.taggers.Template.between;
import static io.ambo.taggers.Template.digits;

import io.ambo.taggers.Template.Slot;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Makes English sentences with names for the training. */
final class EnglishText {

    private static final Choice DAYS = Choice.of("Monday Tuesday Wednesday Thursday Friday Saturday Sunday");

    private EnglishText() {}

    static Template template(Sources sources, EnglishNames names) {
        Map<String, Slot> slots = new HashMap<>();
        persons(slots, names);
        places(slots, new EnglishPlaces(sources, names));
        numbers(slots);
        slots.put(
                "E",
                Slot.plain(random ->
                        names.first(random).toLowerCase(Locale.ROOT) + between(random, 1, 99) + "@example.com"));
        slots.put("W", Slot.plain(DAYS::next));
        return new Template(sources.templates("en"), slots, " ");
    }

    private static void persons(Map<String, Slot> slots, EnglishNames names) {
        slots.put("P", new Slot(Tags.PERSON, names::person));
        slots.put("F", new Slot(Tags.PERSON, names::first));
        slots.put("L", new Slot(Tags.PERSON, names::last));
        slots.put("f", new Slot(Tags.PERSON, random -> names.first(random).toLowerCase(Locale.ROOT)));
        slots.put("l", new Slot(Tags.PERSON, random -> names.last(random).toLowerCase(Locale.ROOT)));
        slots.put("LU", new Slot(Tags.PERSON, random -> names.last(random).toUpperCase(Locale.ROOT)));
        slots.put("PU", new Slot(Tags.PERSON, random -> names.person(random).toUpperCase(Locale.ROOT)));
    }

    private static void places(Map<String, Slot> slots, EnglishPlaces places) {
        slots.put("C", new Slot(Tags.PLACE, places::city));
        slots.put("CU", new Slot(Tags.PLACE, random -> places.city(random).toUpperCase(Locale.ROOT)));
        slots.put("C3", new Slot(Tags.PLACE, places::country));
        slots.put("A", new Slot(Tags.PLACE, places::address));
        slots.put("A2", new Slot(Tags.PLACE, places::anyStreet));
        slots.put("O", new Slot(Tags.ORGANIZATION, places::organization));
    }

    private static void numbers(Map<String, Slot> slots) {
        slots.put("N1", Slot.plain(random -> "" + between(random, 1, 30)));
        slots.put("N2", Slot.plain(random -> "" + between(random, 10, 99)));
        slots.put("N3", Slot.plain(random -> "" + between(random, 10, 9999)));
        slots.put("N4", Slot.plain(random -> digits(random, 4)));
        slots.put("N8", Slot.plain(random -> digits(random, between(random, 6, 10))));
        slots.put("T", Slot.plain(EnglishText::phone));
        slots.put("Y", Slot.plain(random -> "" + between(random, 1900, 2024)));
        slots.put(
                "D",
                Slot.plain(random ->
                        between(random, 1, 12) + "/" + between(random, 1, 28) + "/" + between(random, 1940, 2024)));
    }

    private static String phone(Random random) {
        var area = digits(random, 3);
        var exchange = digits(random, 3);
        var line = digits(random, 4);
        return List.of(
                        "(" + area + ") " + exchange + "-" + line,
                        area + "-" + exchange + "-" + line,
                        "+1 " + area + " " + exchange + " " + line)
                .get(random.nextInt(3));
    }
}
