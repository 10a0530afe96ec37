package io.ambo.ledger;

import io.ambo.core.Money;
import io.ambo.platform.FlatJson;
import io.ambo.wire.JsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The corrections of an entry in its SQL row: a JSON list of flat objects, oldest first. */
final class CorrectionsJson {

    private CorrectionsJson() {}

    static String write(List<Correction> corrections) {
        var json = new JsonWriter(160 * corrections.size()).openArray();
        for (var correction : corrections) {
            json.openObject()
                    .member("at", correction.at().toString())
                    .member("author", correction.author())
                    .member("reason", correction.reason())
                    .member("cost_nanos", correction.cost().nanos())
                    .member("cost_currency", correction.cost().currency())
                    .closeObject();
        }
        return json.closeArray().toString();
    }

    static List<Correction> read(String json) {
        return FlatJson.readList(json).stream().map(CorrectionsJson::correction).toList();
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
