package io.ambo.taggers;

import static io.ambo.taggers.Template.between;
import static io.ambo.taggers.Template.digits;

import io.ambo.taggers.Template.Slot;
import java.util.HashMap;
import java.util.Map;

/** Makes Chinese sentences with names for the training. */
final class ChineseText {

    private static final Choice TITLES =
            Choice.of("先生 女士 经理 总 老师 主任 医生 师傅 局长 教授 阿姨 叔叔 哥 姐 工 主管 书记 处长 院长 校长 律师 警官 同学 大夫 奶奶 大爷");

    private ChineseText() {}

    static Template template(Sources sources, ChineseNames names) {
        var places = new ChinesePlaces(sources);
        Map<String, Slot> slots = new HashMap<>();
        slots.put("P", new Slot(Tags.PERSON, names::person));
        slots.put("L", new Slot(Tags.PLACE, places::place));
        slots.put("A", new Slot(Tags.PLACE, places::address));
        slots.put("O", new Slot(Tags.ORGANIZATION, places::organization));
        slots.put("S", Slot.plain(random -> names.surname(random) + TITLES.next(random)));
        slots.put("N1", Slot.plain(random -> "" + between(random, 1, 99)));
        slots.put("N2", Slot.plain(random -> "" + between(random, 18, 88)));
        slots.put("N3", Slot.plain(random -> "" + between(random, 10, 99999)));
        slots.put("N4", Slot.plain(random -> digits(random, 4)));
        slots.put("N8", Slot.plain(random -> digits(random, between(random, 8, 14))));
        slots.put(
                "T",
                Slot.plain(random -> random.nextBoolean()
                        ? "1" + "3578".charAt(random.nextInt(4)) + digits(random, 9)
                        : "0" + digits(random, 2) + "-" + digits(random, 8)));
        slots.put("I", Slot.plain(random -> digits(random, 17) + "0123456789X".charAt(random.nextInt(11))));
        slots.put("X", Slot.plain(random -> random.nextBoolean() ? "男" : "女"));
        slots.put("Y", Slot.plain(random -> "" + between(random, 1940, 2024)));
        slots.put("W", Slot.plain(random -> "" + "一二三四五六日".charAt(random.nextInt(7))));
        return new Template(sources.templates("zh"), slots, "");
    }
}
