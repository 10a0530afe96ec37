package io.ambo.bench.micro;

import io.ambo.format.OpenAiChat;
import io.ambo.wire.Body;
import io.ambo.wire.JsonText;
import java.nio.charset.StandardCharsets;

/** Made-up prompts of one size with different content. */
public enum Texts {
    ENGLISH("""
            A river carries what the rain has loosened from the hills, and it sorts its load as it slows: first the \
            gravel, then the sand, then the fine mud that settles only in still water. Whoever digs a well in the plain \
            can read the order of old floods in the layers, and 3 of 4 wells that are too shallow run dry in August.
            """),
    CHINESE("""
            河水带走雨水从山上冲下的泥沙，流速变慢时便依次沉积：先是砾石，然后是沙子，最后是只在静水中才会沉下的细泥。在平原上打井的人，\
            可以从土层中读出古代洪水的次序。请用简单的话解释这些土层怎样形成，哪些含水，为什么太浅的井在收获之前就会干涸。
            """),
    DENSE("""
            请联系张伟，手机13800138000，邮箱 zhang.wei@example.com；备用电话 +86 139 0013 9000。Card 4111 1111 1111 1111, \
            host 192.168.17.23, mail "o.berger@example.org", phone 010-62345678, 身份证11010519491231002X。
            """);

    private static final int SIZE = 32 * 1024;

    private final String passage;

    Texts(String passage) {
        this.passage = passage;
    }

    /** A complete request with about 32 KB of text in UTF-8. */
    byte[] request() {
        var json = "{\"model\":\"auto\",\"temperature\":0.7,\"messages\":[{\"role\":\"user\",\"content\":\""
                + JsonText.escape(text()) + "\"}]}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** The text alone. */
    String text() {
        var bytes = passage.getBytes(StandardCharsets.UTF_8).length;
        return passage.repeat(SIZE / bytes);
    }

    /** The parsed request. */
    Body body() {
        return OpenAiChat.read(request()).body();
    }
}
