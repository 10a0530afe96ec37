package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.config.FileReference;
import io.ambo.config.Section;
import io.ambo.config.Settings;
import io.ambo.core.Language;
import io.ambo.core.Message;
import io.ambo.core.Messages;
import io.ambo.core.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The pages that list every setting and every error are made from the code that reads and says them. Run with
 * {@code -Dupdate} to write them anew.
 */
final class ReferencePagesTest {

    private static final String WHAT = "config.setting.";

    /** Fallbacks that are another key's value; the explanation says so. */
    private static final Set<String> STAND_INS =
            Set.of("models[].name", "models[].max-output", "models[].price.source");

    /** What a type of value is called on the pages, in English and in Chinese. */
    private static final Map<String, List<String>> TYPES = Map.of(
            "text", List.of("text", "文本"),
            "whole", List.of("integer", "整数"),
            "decimal", List.of("number", "小数"),
            "flag", List.of("boolean", "布尔值"),
            "date", List.of("date", "日期"),
            "duration", List.of("duration", "时长"),
            "size", List.of("size", "大小"),
            "list", List.of("list", "列表"),
            "object", List.of("object", "对象"));

    @ParameterizedTest
    @EnumSource
    void thePageOfSettingsIsAsTheCodeIs(Language language) throws IOException {
        requireSame("configuration", language, settings(language));
    }

    @ParameterizedTest
    @EnumSource
    void thePageOfFilesIsAsTheCodeIs(Language language) throws IOException {
        requireSame("files", language, files(language));
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyOfAFileAndOnlyAKeyIsExplained(Language language) {
        for (var kind : List.of("provider", "policy")) {
            var stem = "config." + kind + ".";
            assertThat(Messages.keys(language).stream()
                            .filter(key -> key.startsWith(stem))
                            .map(key -> key.substring(stem.length())))
                    .containsExactlyInAnyOrderElementsOf(reference(kind).stream()
                            .map(it -> it.path().replace("[]", ""))
                            .toList());
        }
    }

    private static List<Section.Asked> reference(String kind) {
        return kind.equals("provider") ? FileReference.provider() : FileReference.policy();
    }

    @ParameterizedTest
    @EnumSource
    void thePageOfErrorsIsAsTheCodeIs(Language language) throws IOException {
        requireSame("errors", language, errors(language));
    }

    @ParameterizedTest
    @EnumSource
    void everySettingAndOnlyASettingIsExplained(Language language) {
        var explained = Messages.keys(language).stream()
                .filter(key -> key.startsWith(WHAT))
                .map(key -> key.substring(WHAT.length()));

        assertThat(explained)
                .containsExactlyInAnyOrderElementsOf(
                        Settings.reference().stream().map(Section.Asked::path).toList());
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonAndOnlyAReasonIsExplained(Language language) {
        var explained = Messages.keys(language).stream()
                .filter(key -> key.startsWith("reason."))
                .map(key -> key.substring("reason.".length()));

        assertThat(explained)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::code).toList());
    }

    private static void requireSame(String name, Language language, String page) throws IOException {
        var file = Path.of("docs", name + (language == Language.EN ? ".md" : ".zh-CN.md"));
        if (System.getProperty("update") != null) {
            Files.writeString(Checkout.root().resolve(file), page);
        }
        assertThat(Checkout.read(file))
                .as("%s is out of date; write it anew with -Dtest=ReferencePagesTest -Dupdate", file)
                .isEqualTo(page);
    }

    private static String settings(Language language) {
        var head = language == Language.EN ? """
                # Settings

                All keys of `ambo.yaml` in Ambo's home (`~/.ambo`, or `AMBO_HOME`, or `--home DIR`). The file may be left out, and so may every key. A dot means "indented below": `limits.body` is `body:` below `limits:`. An unknown key is refused with the line and the nearest known key. Which models there are and what may go where is in the catalogue, not here. This page is generated from the code.

                | key | value | without it | what it is |
                |---|---|---|---|
                """ : """
                # 设置

                这里列出 Ambo 数据文件夹（`~/.ambo`，或由 `AMBO_HOME`、`--home DIR` 指定）中 `ambo.yaml` 的全部键。文件可以没有，每个键也都可以不写。点号表示缩进的下一层：`limits.body` 即 `limits:` 之下的 `body:`。写错的键会被拒绝，并给出行号和最接近的键名。有哪些模型、什么数据可以去哪里，由目录决定，不在此处。本页由代码生成。

                | 键 | 值 | 不写时 | 含义 |
                |---|---|---|---|
                """;
        return head
                + rows(
                        Settings.reference(),
                        it -> "| `%s` | %s | %s | %s |\n"
                                .formatted(
                                        it.path(),
                                        type(it.type(), language),
                                        it.fallback().isEmpty() ? "" : "`" + it.fallback() + "`",
                                        words(WHAT + it.path(), language)));
    }

    private static String type(String type, Language language) {
        var named = TYPES.get(type);
        return named == null ? type.replace("|", "\\|") : named.get(language.ordinal());
    }

    private static String files(Language language) {
        return page("files", language)
                .replace("{provider}", table("provider", language))
                .replace("{policy}", table("policy", language));
    }

    private static String table(String kind, Language language) {
        var head = language == Language.EN
                ? "| key | value | without it | what it is |\n|---|---|---|---|\n"
                : "| 键 | 值 | 不写时 | 含义 |\n|---|---|---|---|\n";
        return head
                + rows(
                        reference(kind),
                        it -> "| `%s` | %s | %s | %s |\n"
                                .formatted(
                                        it.path(),
                                        type(it.type(), language),
                                        STAND_INS.contains(it.path())
                                                        || it.fallback().isEmpty()
                                                ? ""
                                                : "`" + it.fallback() + "`",
                                        words("config." + kind + "." + it.path().replace("[]", ""), language)));
    }

    private static String errors(Language language) {
        var head = language == Language.EN ? """
                # Errors

                An error has the shape of the surface that was called; on the OpenAI surface `{"error": {"message", "type", "param", "code"}}`. `code` is stable: scripts may rely on it. `param` is the JSON path of what was wrong, if one place was. The message says what was wrong and what to do, in English or Chinese by `Accept-Language`. This page is generated from the code.

                | code | HTTP status | what it means |
                |---|---|---|
                """ : """
                # 错误

                错误的格式与所调用的接口一致；在 OpenAI 接口上是 `{"error": {"message", "type", "param", "code"}}`。`code` 是稳定的，脚本可以依赖它。若出错之处只有一个，`param` 就是它的 JSON 路径。提示说明错在哪里、该怎么办，按 `Accept-Language` 用英文或中文。本页由代码生成。

                | 代码 | HTTP 状态 | 含义 |
                |---|---|---|
                """;
        return head
                + rows(
                        Arrays.asList(Reason.values()),
                        it -> "| `%s` | %d | %s |\n"
                                .formatted(it.code(), it.status(), words("reason." + it.code(), language)));
    }

    /** The words around the tables of a page. */
    private static String page(String name, Language language) {
        return Checkout.read(Path.of(
                "app/src/test/resources/io/ambo/pages", name + (language == Language.EN ? ".md" : ".zh-CN.md")));
    }

    private static <T> String rows(List<T> things, Function<T, String> row) {
        return things.stream().map(row).collect(Collectors.joining());
    }

    private static String words(String key, Language language) {
        return Message.of(key).in(language).replace("|", "\\|");
    }
}
