package io.ambo.ledger;

import io.ambo.core.Money;
import io.ambo.platform.ShortJson;
import io.ambo.platform.ShortJsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The corrections of an entry as they stand in its row: a JSON list of flat objects, oldest first. */
final class CorrectionsJson {

    private CorrectionsJson() {}

    static String write(List<Correction> corrections) {
        var json = new ShortJsonWriter(160 * corrections.size()).beginList();
        for (var correction : corrections) {
            json.beginObject()
                    .text("at", correction.at().toString())
                    .text("author", correction.author())
                    .text("reason", correction.reason())
                    .number("cost_nanos", correction.cost().nanos())
                    .text("cost_currency", correction.cost().currency())
                    .endObject();
        }
        return json.endList().toString();
    }

    static List<Correction> read(String json) {
        return ShortJson.readList(json).stream()
                .map(CorrectionsJson::correction)
                .toList();
    }

    private static Correction correction(Map<String, String> members) {
        return new Correction(
                Instant.parse(own(members, "at")),
                own(members, "author"),
                own(members, "reason"),
                new Money(Long.parseLong(own(members, "cost_nanos")), own(members, "cost_currency")));
    }

    private static String own(Map<String, String> members, String name) {
        var value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a correction without its member " + name);
        }
        return value;
    }
}
