package io.ambo.core;

import java.util.Locale;

/** The languages of Ambo's messages. */
public enum Language {
    EN,
    ZH;

    /** The tag in files, options and headers: {@code en}, {@code zh}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language of a tag or locale name such as {@code zh_CN.UTF-8} or {@code zh-Hans}; English for any other. */
    public static Language of(String tag) {
        return tag.strip().toLowerCase(Locale.ROOT).startsWith("zh") ? ZH : EN;
    }
}
