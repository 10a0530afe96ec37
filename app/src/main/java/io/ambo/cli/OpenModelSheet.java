package io.ambo.cli;

import io.ambo.catalog.OpenModel;
import io.ambo.engine.host.MachineMemory;
import java.util.stream.Collectors;

/** What the catalogue says of an open model that is not on the shelf, with where each figure is from. */
final class OpenModelSheet {

    private final Session session;
    private final ModelSheet sheet;

    OpenModelSheet(Session session, ModelSheet sheet) {
        this.session = session;
        this.sheet = sheet;
    }

    void model(OpenModel model) {
        sheet.text("model", model.id());
        sheet.text("family", model.family());
        sheet.text("languages", String.join(", ", model.languages()));
        sheet.tier(model.tier());
        licence(model.licence());
        model.context().ifPresent(it -> {
            sheet.line("context", from(String.valueOf(it.tokens()), it.source().source()));
            sheet.json().number("context", it.tokens());
        });
        model.hub().ifPresent(it -> sheet.text("hub", it));
        model.files().forEach(file -> file(model, file));
        sheet.line(
                "source", from(model.source().read().toString(), model.source().source()));
    }

    private void licence(OpenModel.Licence licence) {
        var words =
                session.words(licence.accept() ? "cli.sheet.licence-accept" : "cli.sheet.licence-free", licence.id());
        sheet.line("licence", from(words, licence.source().source()));
        sheet.json().text("licence", licence.id()).flag("accept", licence.accept());
    }

    /** About what its weights take in memory; what is not known is not said. */
    private void file(OpenModel model, OpenModel.File file) {
        var about = model.about(file);
        if (about.isEmpty()) {
            sheet.plain(file.quantisation(), file.name().orElse(""));
            return;
        }
        var size = Words.bytes(about.getAsLong());
        var words = file.bytes().isPresent() ? size : session.words("cli.models.size-about", size);
        var free = MachineMemory.free();
        if (free.isPresent()) {
            var fits = about.getAsLong() <= free.getAsLong();
            words = from(
                    words,
                    session.words(fits ? "cli.sheet.may-fit" : "cli.sheet.too-large", Words.bytes(free.getAsLong())));
        }
        sheet.plain(file.quantisation(), words);
        sheet.json()
                .texts(
                        "quantisations",
                        model.files().stream().map(OpenModel.File::quantisation).collect(Collectors.toList()));
    }

    private String from(String words, String source) {
        return session.words("cli.sheet.tier-from", words, source);
    }
}
