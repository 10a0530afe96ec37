package io.ambo.cli;

import java.util.List;

/**
 * One of the demo's requests. Names and numbers in them are made up: the identity number is of the kind that examples
 * use, the telephone number of those that belong to nobody.
 *
 * @param id the end of its message keys
 * @param model the alias it asks for
 * @param needsEngine whether only the model on this machine can answer it
 */
record DemoRequest(int number, String id, String model, String text, boolean needsEngine) {

    static final List<DemoRequest> ALL = List.of(
            new DemoRequest(1, "harmless", "quick", "What is a tree? Answer in one short sentence.", true),
            new DemoRequest(2, "stays", "careful", "病人张三丰，身份证号11010519491231002X，确诊糖尿病。请写一句复诊提醒。", true),
            new DemoRequest(3, "leaves", "careful", "请帮我写一条短信，请客户回电13800000000，商量送货时间。", false));

    String title(Session session) {
        return session.words("cli.demo.title", number, ALL.size(), session.words("cli.demo.title." + id));
    }

    String json() {
        var message = new JsonObject().text("role", "user").text("content", text);
        return new JsonObject()
                .text("model", model)
                .objects("messages", List.of(message))
                .number("max_tokens", 60)
                .number("temperature", 0)
                .toString();
    }
}
