package io.ambo.cli;

import io.ambo.cli.ServerLauncher.ServerHere;
import java.util.ArrayList;
import java.util.List;

/** How to call a running server from other programs. */
final class CallingIt {

    private static final String CURL = """
            curl %1$s/v1/chat/completions -H 'content-type: application/json' \\
              -d '{"model": "auto", "messages": [{"role": "user", "content": "What is a tree?"}]}'
            """;

    private static final String PYTHON = """
            from openai import OpenAI
            client = OpenAI(base_url="%1$s/v1", api_key="none")
            answer = client.chat.completions.create(
                model="auto", messages=[{"role": "user", "content": "What is a tree?"}])
            print(answer.choices[0].message.content)
            """;

    private static final String NODE = """
            import OpenAI from "openai";
            const client = new OpenAI({ baseURL: "%1$s/v1", apiKey: "none" });
            const answer = await client.chat.completions.create({
              model: "auto", messages: [{ role: "user", content: "What is a tree?" }] });
            console.log(answer.choices[0].message.content);
            """;

    private static final String JAVA = """
            var client = OpenAIOkHttpClient.builder()
                .baseUrl("%1$s/v1").apiKey("none").build();
            var answer = client.chat().completions().create(ChatCompletionCreateParams.builder()
                .model("auto").addUserMessage("What is a tree?").build());
            answer.choices().getFirst().message().content().ifPresent(System.out::println);
            """;

    private final Session session;
    private final ServerHere server;
    private final List<String> lines = new ArrayList<>();

    CallingIt(Session session, ServerHere server) {
        this.session = session;
        this.server = server;
    }

    List<String> lines() {
        lines.add("");
        lines.add(session.words("cli.demo.call", server.address()));
        section("curl", CURL);
        section("Python (openai)", PYTHON);
        section("Node (openai)", NODE);
        section("Java (com.openai:openai-java)", JAVA);
        return lines;
    }

    private void section(String title, String code) {
        lines.add("");
        lines.add("  " + title);
        code.formatted(server.address()).lines().forEach(line -> lines.add("    " + line));
    }
}
