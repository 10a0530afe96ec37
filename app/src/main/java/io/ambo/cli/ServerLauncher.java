package io.ambo.cli;

import io.ambo.catalog.Catalog;
import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.core.Reason;
import io.ambo.core.Refusal;
import io.ambo.documents.MaskingPlan;
import io.ambo.ledger.LedgerGrowth;
import io.ambo.platform.Home;
import io.ambo.platform.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the program gives the command line: a way to start a server, and answers when none is running. */
public interface ServerLauncher {

    /** The program's version. */
    String version();

    /**
     * Starts a server in this process.
     *
     * @throws io.ambo.core.Refusal the configuration or the machine forbids it
     */
    ServerHere start(Wish wish);

    /**
     * Answers in this process as {@code /api} would: mask, ledger and keys.
     *
     * @throws io.ambo.core.Refusal the home cannot be used
     */
    ApiClient api(Home home);

    /**
     * What decides about values in files, by a home and the policy of that name, or the usual one.
     *
     * @throws io.ambo.core.Refusal there is no such policy, or the home cannot be used
     */
    MaskingPlan.Rules masking(Home home, Optional<String> policy);

    /**
     * What a policy would do to requests whose texts are there, as {@code /api/trial} answers.
     *
     * @param requests bodies in OpenAI's chat format, each with a name
     * @throws io.ambo.core.Refusal there is no such policy, or it has mistakes
     */
    String tryTexts(Home home, TriedPolicyText policy, Stream<Map.Entry<String, String>> requests);

    /** A policy by its name, or the text of one that is not installed. */
    record TriedPolicyText(String text, boolean isDocument) {}

    /**
     * The catalogue of a home.
     *
     * @throws Refusal with every mistake of every file
     */
    Catalog catalog(Home home);

    /**
     * Asks the database of a home whether it answers, and changes nothing in it; gives its name.
     *
     * @throws io.ambo.core.Refusal with what stands in the way
     */
    String database(Home home);

    /**
     * How fast the ledger of a home grows; empty where there is none yet. Nothing in it is changed.
     *
     * @throws io.ambo.core.Refusal with what stands in the way
     */
    Optional<LedgerGrowth> growth(Home home);

    /**
     * What kind of server to start.
     *
     * @param port instead of the one in the settings
     * @param listen likewise
     * @param overlays folders laid over the home's configuration
     * @param news hears where engines stand, on a thread that must not be held up
     */
    record Wish(
            Home home,
            Optional<Integer> port,
            Optional<String> listen,
            List<Path> overlays,
            Language language,
            Consumer<EngineNews> news) {

        private static final int MOST_PORT = 65_535;

        public Wish {
            port.filter(it -> it < 0 || it > MOST_PORT).ifPresent(wrong -> {
                throw Refusal.of(Reason.BAD_COMMAND, "cli.port", String.valueOf(wrong), String.valueOf(MOST_PORT));
            });
            overlays = List.copyOf(overlays);
        }
    }

    /** A server in this process; closing it ends what is under way. */
    interface ServerHere extends AutoCloseable {

        URI address();

        /** Where other machines ask it, if it listens on all addresses of this one. */
        List<URI> addressesForOthers();

        boolean keyless();

        /** Which model answers {@code auto}. */
        Message auto();

        Secret token();

        String configVersion();

        /** Files of models that are left out, with what is wrong there. */
        List<Message> leftOut();

        /** The new configuration's version; or a refusal with every mistake. */
        String reload();

        /** Lets what is under way end. */
        void drain();

        @Override
        void close();
    }

    /**
     * Where an engine stands now.
     *
     * @param engine the destination that it runs
     * @param waysOut what a person can do when there is no engine
     */
    record EngineNews(String engine, Stage stage, Message words, List<Message> waysOut) {

        private static final String ALL = "embedded";

        /** There is no engine, and none will come. */
        public static EngineNews none(Message words, List<Message> waysOut) {
            return new EngineNews(ALL, Stage.ABSENT, words, waysOut);
        }

        /** As far as a command acts on it. */
        public enum Stage {
            /** Something is fetched; more of the same follows often. */
            FETCHING,
            /** It is being brought up, or again. */
            STARTING,
            READY,
            ABSENT,
            STOPPED
        }

        public EngineNews {
            waysOut = List.copyOf(waysOut);
        }
    }
}
