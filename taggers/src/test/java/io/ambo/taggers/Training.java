package io.ambo.taggers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes the models again: {@code taggers/train}. The README of this module describes the sources. */
final class Training {

    private static final int ROWS_BITS = 18;
    private static final int EPOCHS = 5;
    private static final int CHINESE_MADE = 20_000;
    private static final int ENGLISH_MADE = 24_000;

    private final Sources sources;
    private final Path models;

    private Training(Path sources, Path models) {
        this.sources = new Sources(sources);
        this.models = models;
    }

    public static void main(String[] arguments) throws IOException {
        var training = new Training(Path.of(arguments[0]), Files.createDirectories(Path.of(arguments[1])));
        var english = CompletableFuture.runAsync(training::english);
        training.chinese();
        english.join();
    }

    private void chinese() throws IOException {
        var lexicon = Model.read(
                new ByteArrayInputStream(save("zh-lexicon.bin", new ChineseLexiconPart(sources))),
                ChineseLexicon::read);
        var names = new ChineseNames(sources);
        var labelled = sources.labelled("zh", "aishell-ner-dev", "aishell-ner-test", "voted");
        var texts = new ArrayList<>(labelled);
        texts.addAll(ChineseText.template(sources, names).make(CHINESE_MADE, 1));
        texts.addAll(NameSwap.swap(labelled, names::another, 1));
        texts.addAll(NameSwap.swap(labelled, names::another, 2));
        train("zh-weights.bin", texts, new ChineseFeatures(lexicon));
    }

    private void english() {
        try {
            var lexicon = Model.read(
                    new ByteArrayInputStream(save("en-lexicon.bin", new EnglishLexiconPart(sources))),
                    EnglishLexicon::read);
            var names = new EnglishNames(sources);
            var labelled = sources.labelled("en", ENGLISH.toArray(String[]::new));
            var texts = new ArrayList<>(labelled);
            texts.addAll(EnglishText.template(sources, names).make(ENGLISH_MADE, 1));
            texts.addAll(NameSwap.swap(labelled, names::another, 1));
            train("en-weights.bin", texts, new EnglishFeatures(lexicon));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final List<String> ENGLISH = List.of(
            "btc-a",
            "btc-b",
            "btc-e",
            "btc-f",
            "btc-g",
            "btc-h",
            "wnut17-train",
            "wikigold",
            "crossner-ai",
            "crossner-literature",
            "crossner-music",
            "crossner-politics",
            "crossner-science");

    private void train(String file, List<LabelledText> texts, Features features) throws IOException {
        save(file, Perceptron.train(texts, features, ROWS_BITS, EPOCHS));
    }

    private byte[] save(String file, ModelWriter.Part part) throws IOException {
        var bytes = ModelWriter.write(part);
        Files.write(models.resolve(file), bytes);
        System.err.println(file + ": " + bytes.length + " bytes");
        return bytes;
    }
}
