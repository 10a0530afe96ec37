package io.ambo.taggers.accurate;

import io.ambo.catalog.Kind;
import io.ambo.taggers.ChineseWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Corrects the persons that LAC finds: joins the parts of foreign names, takes titles off, removes words of the language. */
final class LacRules {

    private static final String DOTS = "·•・.—-－";
    private static final int LONGEST_TITLE = 4;
    private static final int COMMON_SURNAME = 4;
    private static final int LONGEST_GROWN = 16;

    private static final List<String> TITLES = List.of(
            "先生 女士 小姐 太太 夫人 主席 总统 总理 部长 外长 省长 市长 县长 镇长 乡长 村长 区长 局长 处长 科长 厅长 司长 院长 校长 所长 站长 队长 班长 厂长 馆长 会长 董事长 秘书长 书记 主任 经理 总经理 总监 总裁 老师 教授 博士 医生 大夫 护士 律师 法官 警官 记者 教练 导演 师傅 同志 同学 老板 将军 司令 政委 团长 连长 爷爷 奶奶 叔叔 阿姨 伯伯 大爷 大妈 大哥 大姐 总 工 哥 姐 嫂 爷 叔 婶 姨 老 某 副主席 副总理 副部长 副市长 副局长 委员长 首相 大使 王子 公主 国王 院士 工程师 设计师 代表 委员 议员"
                    .split(" "));

    private final ChineseWords words;

    LacRules(ChineseWords words) {
        this.words = words;
    }

    /** The names of a text, in its order, as they should be. */
    List<LacName> apply(String text, List<LacName> names) {
        var kept = new ArrayList<LacName>();
        for (var name : joined(text, names)) {
            var person = name.kind() == Kind.PERSON ? correct(text, name) : name;
            if (person != null) {
                kept.add(person);
            }
        }
        return kept;
    }

    private List<LacName> joined(String text, List<LacName> names) {
        var joined = new ArrayList<LacName>();
        for (var name : names) {
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && isOneName(text, last, name)) {
                joined.set(joined.size() - 1, new LacName(Kind.PERSON, last.start(), name.end()));
            } else {
                joined.add(name);
            }
        }
        return joined;
    }

    private boolean isOneName(String text, LacName a, LacName b) {
        if (a.kind() != Kind.PERSON || b.kind() != Kind.PERSON || b.start() - a.end() > 1) {
            return false;
        }
        var isDotted = b.start() > a.end();
        if (isDotted && DOTS.indexOf(text.charAt(a.end())) < 0) {
            return false;
        }
        if (!words.isTransliteration(text, a.start(), a.end()) || !words.isTransliteration(text, b.start(), b.end())) {
            return false;
        }
        return isDotted || b.end() - a.start() > 3 && !(isNative(text, a) && isNative(text, b));
    }

    private boolean isNative(String text, LacName name) {
        return name.end() - name.start() <= 3 && words.surname(text, name.start()) >= COMMON_SURNAME;
    }

    private @Nullable LacName correct(String text, LacName name) {
        var start = name.start();
        var end = name.end();
        while (end > start && DOTS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        while (start < end && DOTS.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        end = withoutTitle(text, start, grown(text, start, end));
        return canBePerson(text, start, end) ? new LacName(Kind.PERSON, start, end) : null;
    }

    /** A foreign name with a dot goes on over further characters of its kind. */
    private int grown(String text, int start, int end) {
        var grown = end;
        if (text.substring(start, end).indexOf('·') >= 0 && words.isTransliteration(text, start, end)) {
            while (grown < text.length()
                    && grown - start < LONGEST_GROWN
                    && words.isTransliteration(text, grown, grown + 1)
                    && !words.isWord(text, grown, grown + 2)) {
                grown++;
            }
        }
        return grown;
    }

    private int withoutTitle(String text, int start, int end) {
        for (var length = Math.min(LONGEST_TITLE, end - start - 1); length > 0; length--) {
            var stem = end - length;
            if (TITLES.contains(text.substring(stem, end)) && (length > 1 || end - start == 2)) {
                var isName = words.startsWithSurname(text, start)
                        || stem - start >= 3
                        || words.isTransliteration(text, start, stem);
                return isName ? stem : end;
            }
        }
        return end;
    }

    private boolean canBePerson(String text, int start, int end) {
        if (end - start < 2) {
            return false;
        }
        if (end - start == 2 && "小老阿".indexOf(text.charAt(start)) >= 0 && words.startsWithSurname(text, start + 1)) {
            return false;
        }
        var hasHan = text.substring(start, end).chars().anyMatch(c -> c >= '\u3400' && c <= '\u9FFF');
        return hasHan && !words.isCommon(text, start, end);
    }
}
