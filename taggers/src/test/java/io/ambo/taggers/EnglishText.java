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

    private static final Choice ROLES = Choice.ofLines("""
            customer
            patient
            driver
            tenant
            passenger
            colleague
            manager
            nurse
            engineer
            accountant
            account manager
            project lead
            software developer
            sales representative
            lawyer
            witness
            defendant
            teacher
            student
            coach
            striker
            singer
            author
            director
            minister
            senator
            spokesman
            chairman
            chief executive
            consultant
            landlord
            neighbour
            plumber
            editor
            reporter
            professor
            researcher
            volunteer
            intern
            recruiter
            sister
            brother
            daughter
            uncle
            wife
            roommate
            invoice
            package
            server
            report
            orchestra
            printer
            """);

    private static final Choice PREDICATES = Choice.ofLines("""
            called this morning
            has not paid yet
            wants a refund
            asked for a copy of the contract
            is on leave until Monday
            is very reliable
            was late again
            will join us tomorrow
            left the company last year
            spent a year abroad
            began writing as a teenager
            has to go now
            signed the form
            did not answer
            forgot the password
            moved to another city
            lost the case
            won the race
            scored in the second half
            is expected to resign
            told reporters that talks had failed
            declined to comment
            said the deal was off
            was born in 1962
            studied law and history
            died after a long illness
            is allergic to penicillin
            was admitted with chest pain
            needs a new prescription
            has an appointment on Friday
            arrived at noon
            fixed the build
            reviewed the change
            opened a ticket
            broke again
            needs an update
            is out of stock
            sent the wrong file
            gave a short speech
            painted the walls
            plays the violin
            was a great fan
            lives next door
            got married in June
            turned thirty
            is from a small town
            ordered two of them
            booked a room
            missed the flight
            points out that most of it is old
            recorded the album in a barn
            wrote the second chapter
            led the team for years
            invested heavily in new stores
            has been under debate for years
            """);

    private static final Choice IDENTIFIERS = Choice.of(
            "lineno args val conn ext stdin stderr elif lnum pat themonth byteorder pathname typ coeff"
                    + " ledger lane schemas placeholders tokenizer alias timeout buffer index offset header payload session token cursor"
                    + " socket handler config params kwargs result value key node parent child width height callback listener logger"
                    + " retries backoff shard replica leader follower quorum snapshot journal drain mask seed epoch batch tensor"
                    + " stdout argv errno mutex queue stack heap cache hash digest salt nonce cipher codec charset locale tz utc"
                    + " microsecond optarg julian madda caron hamza uri jdbc postgresql sqlite redis kafka nginx netty async await");

    private static final Choice TYPES = Choice.of(
            "Lane Deque Throwable Closeable Runnable Async Ledger Instant Optional Stream Buffer Handler"
                    + " Netty Jackson Flyway Hikari Palantir Kafka Redis Nginx Ollama Azure Anthropic Portkey Micronaut Quarkus Luhn Markdown JSON YAML"
                    + " Kotlin Scala Haskell Erlang Pandas Numpy Django Flask Jupyter Kubernetes Docker Terraform Ansible Grafana Jenkins Maven Gradle"
                    + " Debian Fedora Ubuntu Apache Tomcat Jetty Hadoop Cassandra Mongo Elastic Iterate Enum Mark Hamza Caron Alias MARK HAMZA CARON ALEF"
                    + " Token Lexer Parser Visitor Observer Factory Adapter Iterator Session Cookie Header Payload Schema Tensor Epoch Batch");

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
        slots.put("w", Slot.plain(IDENTIFIERS::next));
        slots.put("W2", Slot.plain(TYPES::next));
        slots.put("W3", Slot.plain(TYPES::next));
        slots.put("W4", Slot.plain(TYPES::next));
        slots.put("R", Slot.plain(ROLES::next));
        slots.put("V", Slot.plain(PREDICATES::next));
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
