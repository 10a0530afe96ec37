package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

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

    @ParameterizedTest
    @EnumSource
    void thePageOfSettingsIsAsTheCodeIs(Language language) throws IOException {
        requireSame("configuration", language, settings(language));
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

                All keys of `ambo.yaml` in Ambo's home (`~/.ambo`, or `AMBO_HOME`, or `--home DIR`). The file may be left out, and so may every key. A dot means "indented below": `limits.body` is `body:` below `limits:`. An unknown key is refused with the line and the nearest known key. Which models there are and what may go where is in the catalogue, not here. This page is made from the code.

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
                                        it.type().replace("|", "\\|"),
                                        it.fallback().isEmpty() ? "" : "`" + it.fallback() + "`",
                                        words(WHAT + it.path(), language)));
    }

    private static String errors(Language language) {
        var head = language == Language.EN ? """
                # Errors

                An error has the shape of the surface that was called; on the OpenAI surface `{"error": {"message", "type", "param", "code"}}`. `code` is stable: scripts may rely on it. `param` is the JSON path of what was wrong, if one place was. The message says what was wrong and what to do, in English or Chinese by `Accept-Language`. This page is made from the code.

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

    private static <T> String rows(List<T> things, Function<T, String> row) {
        return things.stream().map(row).collect(Collectors.joining());
    }

    private static String words(String key, Language language) {
        return Message.of(key).in(language).replace("|", "\\|");
    }
}
