package io.ambo.cli;

/** The best choice that was not taken, in a sentence. */
final class OtherChoice {

    private OtherChoice() {}

    static String words(Session session, JsonView other) {
        return session.words(
                "cli.other-choice",
                other.text("destination"),
                other.text("tier"),
                Words.money(session, other.at("cost")),
                session.words("cli.rule." + other.text("rule")));
    }
}
