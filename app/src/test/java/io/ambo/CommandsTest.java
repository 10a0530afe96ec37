package io.ambo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ambo.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands that ask a running server, and the same without one. */
class CommandsTest {

    private static final String PHONE = "13800000000";
    private static final String QUESTION = "我的手机号是" + PHONE + "，帮我写一条请假短信";

    @TempDir
    Path folder;

    private StandIn standIn;
    private LiveServer server;

    @BeforeEach
    void open() {
        standIn = StandIn.start();
        server = LiveServer.inFrontOf(standIn, folder.resolve("home"));
    }

    @AfterEach
    void close() {
        server.close();
        standIn.close();
    }

    private Called.Shell shell() {
        return Called.in(folder.resolve("home"));
    }

    private static JsonNode json(Called called) {
        assertThat(called.status()).as(called.err()).isZero();
        return JsonMapper.shared().readTree(called.out());
    }

    @Test
    void answerStreamsToOutputAndTheTalkSaysWhoAnsweredForWhat() {
        var called = shell().ambo("ask", "-m", "careful", QUESTION);
        assertThat(called.status()).isZero();
        assertThat(called.out()).contains(PHONE).doesNotContain("PHONE_").endsWith("\n");
        assertThat(Called.blanked(called.err()))
                .matches("Answered by standin/standin-large \\(closed\\); L2 \\(contact data\\), "
                        + "mobile phone number \\(China\\) × 1; USD 0\\.\\d+; more: ambo last <id>\n");
        assertThat(standIn.requests().getFirst().text()).doesNotContain(PHONE).contains("\"stream\":true");
    }

    @Test
    void outputThatDoesNotArriveIsToldAndIsNoSuccess() {
        server.chat("{\"model\":\"standin-large\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        for (var command :
                new String[] {"ledger list", "ledger sum --csv", "ledger export csv", "keys list", "--help"}) {
            var called = shell().amboWithoutOutput(command.split(" "));
            assertThat(called.status()).as(command).isEqualTo(74);
            assertThat(called.err()).as(command).contains("the output could be written");
        }
    }

    @Test
    void questionIsReadFromInputAndItsAnswerGivenWhole() {
        var called = shell().reading("What is a tree?\n")
                .ambo("ask", "--no-stream", "--system", "Be brief.", "-m", "standin-large", "--lang", "zh");
        assertThat(called.out()).contains("What is a tree?");
        assertThat(called.err()).startsWith("作答：standin/standin-large（闭源）；L0（公开），无发现；USD ");
        assertThat(standIn.requests().getFirst().text()).contains("Be brief.", "\"stream\":false");
    }

    @Test
    void conversationCarriesWhatWasSaidBeforeAndOutlivesARefusal() {
        var called = shell().withAPerson()
                .reading("first question\n\nsecond question\n/bye\nnever asked\n")
                .ambo("ask", "-m", "standin-large");
        assertThat(called.status()).as(called.err()).isZero();
        assertThat(standIn.requests()).hasSize(2);
        assertThat(standIn.requests().getLast().text())
                .contains("first question", "\"role\":\"assistant\"", "second question");
        var refused = shell().withAPerson().reading("hello\n").ambo("ask", "-m", "standin-larg");
        assertThat(refused.status()).isZero();
        assertThat(refused.err()).contains("standin-large");
    }

    @Test
    void filesAndASchemaGoAlong() throws IOException {
        var letter = Files.writeString(folder.resolve("letter.txt"), "the letter itself");
        var schema = Files.writeString(folder.resolve("answer.json"), "{\"type\":\"object\"}");
        var called = shell().ambo(
                        "ask",
                        "-m",
                        "standin-large",
                        "--file",
                        letter.toString(),
                        "--json-schema",
                        schema.toString(),
                        "Sum up");
        assertThat(called.status()).as(called.err()).isZero();
        assertThat(standIn.requests().getLast().text())
                .contains("letter.txt:", "the letter itself", "Sum up", "json_schema", "{\"type\":\"object\"}");
        var wrong = shell().ambo("ask", "--json-schema", letter.toString(), "Sum up");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("letter.txt");
    }

    @Test
    void dryRunShowsWhatWouldLeaveAndSendsNothing() {
        var called = shell().ambo("ask", "--dry-run", "-m", "careful", QUESTION);
        assertThat(called.status()).as(called.err()).isZero();
        assertThat(called.out())
                .contains("Nothing is sent.", "L2 (contact data)", "messages[0].content", "standin/standin-large")
                .contains("de-identified (values replaced: 1)", "PHONE_", "could")
                .doesNotContain(PHONE);
        assertThat(standIn.requests()).isEmpty();
        assertThat(shell().ambo("ledger", "list").err()).contains("no entry yet");
    }

    @Test
    void dryRunSaysByWhichRuleNobodyMayAnswer() {
        var called = shell().ambo("ask", "--dry-run", "--class", "L4", "-m", "careful", "--json", "hello");
        var preview = json(called);
        assertThat(preview.get("class").asString()).isEqualTo("L4");
        assertThat(preview.get("parcels")).isEmpty();
        var rules = preview.get("verdict")
                .get("standings")
                .valueStream()
                .filter(it -> it.get("destination").asString().equals("standin/standin-large"))
                .flatMap(it -> it.get("exclusions").valueStream())
                .map(it -> it.get("rule").asString());
        assertThat(rules).containsExactly("class");
        assertThat(shell().ambo("ask", "--dry-run", "--class", "L4", "-m", "careful", "hello")
                        .out())
                .contains("Nothing: no model may answer.");
    }

    @Test
    void refusedAndUnknownModelsEndWithOne() {
        var refused = shell().ambo("ask", "--class", "L4", "-m", "standin-large", "hello");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("standin/standin-large", "[class]");
        assertThat(shell().ambo("ledger", "list").out()).contains("no call").doesNotContain("price unknown");
        var unknown = shell().ambo("ask", "-m", "standin-larg", "hello", "--lang", "zh");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("standin-large");
    }

    @Test
    void failingUpstreamEndsWithFive() {
        standIn.close();
        var called = shell().ambo("ask", "-m", "standin-large", "hello");
        assertThat(called.status()).isEqualTo(5);
        assertThat(called.err()).contains("standin/standin-large");
    }

    @Test
    void lastShowsTheNineStepsInOrderWithAServerAndWithout() throws IOException {
        shell().ambo("ask", "-m", "careful", QUESTION);
        var online = shell().ambo("last");
        var chinese = shell().ambo("last", "--lang", "zh");
        server.server().close();
        var offline = shell().ambo("last");
        assertThat(offline.out()).isEqualTo(online.out());
        assertThat(unwrapped(online)).isEqualTo(golden("last.en.txt"));
        assertThat(unwrapped(chinese)).isEqualTo(golden("last.zh.txt"));
    }

    /** Where lines are broken and how many models the catalogue has is not what this is about. */
    private static String unwrapped(Called called) {
        return Called.blanked(called.out().replaceAll("\n {15,}(?=\\S)", " "))
                .replaceAll(" {2,}", "  ")
                .replaceAll("\\d+ (models of)|(?<= )\\d+ (?=个模型)", "<n> $1");
    }

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("src/test/golden/cli").resolve(name));
    }

    @Test
    void entryIsFoundByTheBeginningOfItsIdAndItsVerdictIsMadeAnew() {
        shell().ambo("ask", "-m", "careful", QUESTION);
        var list =
                json(shell().ambo("ledger", "list", "--json", "--limit", "5")).get("entries");
        assertThat(list).hasSize(1);
        var id = list.get(0).get("id").asString();
        var whole =
                json(shell().ambo("ledger", "show", id.substring(0, 20).toLowerCase(java.util.Locale.ROOT), "--json"));
        assertThat(whole.get("entry").get("id").asString()).isEqualTo(id);
        assertThat(whole.get("verdict").get("agrees").asBoolean()).isTrue();
        assertThat(whole.get("verdict")
                        .get("standings")
                        .get(0)
                        .get("destination")
                        .asString())
                .isEqualTo("standin/standin-large");
        assertThat(whole.get("verdict").get("names").get("phone-cn").asString())
                .isEqualTo("mobile phone number (China)");
        assertThat(shell().ambo("ledger", "show", "01AAAA").status()).isEqualTo(1);
    }

    @Test
    void sumsAndExportsAreExactWithAServerAndWithout() {
        shell().ambo("ask", "-m", "careful", QUESTION);
        shell().ambo("ask", "-m", "careful", "hello");
        for (var by : java.util.List.of("day", "model", "key", "destination", "class", "outcome")) {
            var sums = json(shell().ambo("ledger", "sum", "--by", by, "--json")).get("sums");
            assertThat(sums.valueStream()
                            .mapToInt(it -> it.get("requests").asInt())
                            .sum())
                    .as(by)
                    .isEqualTo(2);
        }
        assertThat(shell().ambo("ledger", "sum", "--by", "class").out()).contains("REQUESTS", "L0", "L2", "USD 0.");
        var misspelt = shell().ambo("ledger", "sum", "--by", "destinatoin");
        assertThat(misspelt.status()).isEqualTo(2);
        assertThat(misspelt.err()).contains("Did you mean destination?");
        assertThat(shell().ambo("ledger", "sum", "--from", "yesterday").status())
                .isEqualTo(1);
        var csv = shell().ambo("ledger", "export", "csv").out();
        server.server().close();
        assertThat(shell().ambo("ledger", "export", "csv").out()).isEqualTo(csv);
        assertThat(csv.lines()).hasSize(3);
        assertThat(csv).doesNotContain(PHONE, "hello").containsPattern(",0\\.\\d{9},USD,");
        var exported = json(shell().ambo("ledger", "export", "json"));
        assertThat(exported).hasSize(2);
        var all = json(shell().ambo("ledger", "sum", "--json")).get("sums").get(0);
        var cost = exported.valueStream()
                .map(it -> new java.math.BigDecimal(it.get("cost").asString()))
                .reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add);
        assertThat(cost.movePointRight(9).longValueExact())
                .isEqualTo(all.get("cost").get("nanos").asLong());
    }

    @Test
    void sumsBySeveralGroupsAreTablesJsonAndCsv() {
        shell().ambo("ask", "-m", "careful", QUESTION);
        shell().ambo("ask", "-m", "careful", "hello");
        shell().ambo("ask", "-m", "standin-large", "hello");
        var table =
                shell().ambo("ledger", "sum", "--by", "model,class,destination").out();
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ").replaceAll(" \\d.*", "")))
                .containsExactly(
                        "MODEL CLASS DESTINATION REQUESTS TOKENS IN TOKENS OUT COST",
                        "careful L0 standin/standin-large",
                        "careful L2 standin/standin-large",
                        "standin-large L0 standin/standin-large");
        var sums = json(shell().ambo("ledger", "sum", "--by", "class,model", "--json"))
                .get("sums");
        assertThat(sums).hasSize(3);
        assertThat(sums.get(0).get("group").toString()).isEqualTo("{\"class\":\"L0\",\"model\":\"careful\"}");
        var csv = shell().ambo("ledger", "sum", "--by", "day,model,day", "--csv")
                .out()
                .lines()
                .toList();
        assertThat(csv.getFirst())
                .isEqualTo("day,model,requests,input_tokens,cached_input_tokens,cache_write_tokens,output_tokens,"
                        + "reasoning_tokens,estimated,cost,currency");
        assertThat(csv.get(1)).matches("\\d{4}-\\d\\d-\\d\\d,careful,2,\\d+,0,0,\\d+,0,false,0\\.\\d{9},USD");
        assertThat(csv).hasSize(3);
        var wrong = shell().ambo("ledger", "sum", "--by", "day,modle");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("\"modle\"", "Did you mean model?");
        assertThat(shell().ambo("ledger", "sum", "--csv", "--json", "--lang", "zh")
                        .err())
                .contains("只能用一个");
    }

    @Test
    void verdictWithoutItsSnapshotIsNotMadeUp() throws IOException {
        shell().ambo("ask", "-m", "careful", QUESTION);
        try (var snapshots = Files.list(folder.resolve("home/snapshots"))) {
            for (var snapshot : snapshots.toList()) {
                Files.delete(snapshot);
            }
        }
        assertThat(shell().ambo("last").out()).contains("no longer in the folder snapshots");
    }

    @Test
    void keyIsCreatedUsedAndRevokedAtOnceThroughTheServer() {
        var created = shell().ambo("keys", "create", "laptop", "--models", "careful", "--expires", "30d");
        assertThat(created.status()).as(created.err()).isZero();
        assertThat(created.out()).matches("ambo-[A-Za-z0-9_-]{43}\n");
        assertThat(created.err())
                .contains("shown this once")
                .doesNotContain(created.out().strip());
        assertThat(shell().ambo("ask", "-m", "careful", "hello").status()).isEqualTo(1);
        var secret = created.out().strip();
        assertThat(shell().with("AMBO_KEY", secret)
                        .ambo("ask", "-m", "careful", "hello")
                        .status())
                .isZero();
        assertThat(shell().with("AMBO_KEY", secret).ambo("models").out()).contains("careful");
        assertThat(shell().ambo("keys", "revoke", "laptop").status()).isZero();
        assertThat(shell().with("AMBO_KEY", secret)
                        .ambo("ask", "-m", "careful", "hello")
                        .err())
                .contains("revoked");
    }

    @Test
    void keysAreKeptWithoutAServerToo() throws IOException {
        server.server().close();
        var created = shell().ambo("keys", "create", "reader", "--rights", "read", "--kinds", "embedded,private");
        assertThat(created.status()).as(created.err()).isZero();
        var listed = json(shell().ambo("keys", "list", "--json")).get("keys").get(0);
        assertThat(listed.get("state").asString()).isEqualTo("open");
        assertThat(listed.get("kinds")).hasSize(2);
        assertThat(listed.get("expires_at").isNull()).isTrue();
        assertThat(shell().ambo("keys", "list").out()).contains("reader", "all models; embedded, private; read");
        assertThat(shell().ambo("keys", "revoke", "reader").err()).contains("reader");
        assertThat(shell().ambo("keys", "list").out()).contains("revoked");
        assertThat(shell().ambo("keys", "revoke", "nobody").status()).isEqualTo(2);
        assertThat(shell().ambo("keys", "create", "x", "--rights", "wread").err())
                .contains("Did you mean \"read\"?");
        assertThat(shell().ambo("keys", "create", "x", "--expires", "soon").status())
                .isEqualTo(2);
    }

    @Test
    void limitsOfAKeyAreGivenShownAndChangedWithoutAServerToo() {
        server.server().close();
        var created = shell().ambo(
                        "keys",
                        "create",
                        "team",
                        "--requests-per-minute",
                        "60",
                        "--tokens-per-minute",
                        "1000",
                        "--budget",
                        "0.5USD/month");
        assertThat(created.status()).as(created.err()).isZero();
        assertThat(shell().ambo("keys", "list").out().replaceAll("\\s+", " "))
                .contains("MAY USE LIMITS", "all models 60 requests/min, 1000 tokens/min, 0.5USD/month");
        assertThat(shell().ambo("keys", "list", "--lang", "zh").out().replaceAll("\\s+", " "))
                .contains("每分钟 60 次请求", "每分钟 1000 个词元", "预算 0.5USD/month");
        var changed = shell().ambo("keys", "limit", "team", "--tokens-per-minute", "none", "--budget", "2EUR/day");
        assertThat(changed.err())
                .contains("team", ": 60 requests/min, 2EUR/day")
                .doesNotContain("tokens");
        var listed = json(shell().ambo("keys", "list", "--json")).get("keys").get(0);
        assertThat(listed.get("requests_per_minute").asLong()).isEqualTo(60);
        assertThat(listed.get("tokens_per_minute").isNull()).isTrue();
        assertThat(listed.get("budget").asString()).isEqualTo("2EUR/day");
        assertThat(listed.get("use").isNull()).isTrue();
    }

    @Test
    void limitsThatAreNoneAreRefusedInBothLanguages() {
        for (var wrong : java.util.List.of(
                java.util.List.of("--budget", "5"),
                java.util.List.of("--requests-per-minute", "0"),
                java.util.List.of("--tokens-per-minute", "many"))) {
            var called = shell().ambo("keys", "create", "x", wrong.getFirst(), wrong.getLast());
            assertThat(called.status()).isIn(1, 2);
            assertThat(called.err()).containsAnyOf("write it as 5USD/day", "a whole number from 1 to");
            assertThat(shell().ambo("keys", "create", "x", wrong.getFirst(), wrong.getLast(), "--lang", "zh")
                            .err())
                    .containsAnyOf("请写成 5USD/day", "限额须为 1 到");
        }
        assertThat(shell().ambo("keys", "list").err()).contains("No key was created yet");
        var nothing = shell().ambo("keys", "limit", "x");
        assertThat(nothing.status()).isEqualTo(2);
        assertThat(nothing.err()).contains("ambo keys limit x --requests-per-minute 60");
        assertThat(shell().ambo("keys", "limit", "nobody", "--budget", "none").status())
                .isIn(1, 2);
    }

    @Test
    void keyInAFileIsUsedAndNoneIsAskedForOnTheCommandLine() throws IOException {
        var secret = shell().ambo("keys", "create", "laptop").out();
        var file = Files.writeString(folder.resolve("key.txt"), secret);
        assertThat(shell().ambo("ask", "hello", "-m", "standin-large", "--key-file", file.toString())
                        .status())
                .isZero();
        assertThat(shell().ambo("ask", "hello", "--key", "ambo-x").status()).isEqualTo(2);
    }

    @Test
    void statusSaysWhomItCanReachAndWhyNotInTheAskedLanguage() {
        var status = json(shell().ambo("status", "--json"));
        assertThat(status.get("keyless").asBoolean()).isTrue();
        assertThat(status.get("address").asString())
                .isEqualTo(server.server().address().toString());
        var providers = status.get("providers");
        assertThat(providers.valueStream().filter(it -> it.get("id").asString().equals("standin")))
                .allMatch(it -> it.get("reachable").asBoolean());
        var chinese = shell().ambo("status", "--lang", "zh").out();
        assertThat(chinese).contains("引擎已关闭", "只为本机程序服务", "standin");
    }

    @Test
    void reloadTakesANewFileOrRefusesItWhole() throws IOException {
        var file = folder.resolve("home/providers/ours.yaml");
        Files.writeString(
                file, LiveServer.STANDIN_FILE.formatted(standIn.address()).replace("id: standin\n", "id: ours\n"));
        assertThat(shell().ambo("reload").out()).matches("[0-9a-f]{64}\n");
        assertThat(shell().ambo("models").out()).contains("ours/standin-large");
        Files.writeString(file, "id: ours\nkinnd: closed\n");
        var refused = shell().ambo("reload");
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).contains("providers/ours.yaml:2", "kind");
        assertThat(shell().ambo("models").out()).contains("ours/standin-large");
    }

    @Test
    void anotherServerIsFoundByItsAddress() throws IOException {
        var elsewhere = Called.in(folder.resolve("elsewhere"));
        var address = server.server().address().toString();
        assertThat(elsewhere.with("AMBO_URL", address + "/v1").ambo("models").out())
                .contains("careful");
        assertThat(elsewhere.ambo("status").status()).isEqualTo(1);
    }
}
