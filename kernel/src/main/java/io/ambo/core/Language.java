package io.ambo.core;

import java.util.Locale;

/** The languages in which Ambo speaks to people. */
public enum Language {
    EN,
    ZH;

    /** The tag in files, options and headers: {@code en}, {@code zh}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language of a tag or locale name such as {@code zh_CN.UTF-8} or {@code zh-Hans}; English if it is neither. */
    public static Language of(String tag) {
        return tag.strip().toLowerCase(Locale.ROOT).startsWith("zh") ? ZH : EN;
    }
}
