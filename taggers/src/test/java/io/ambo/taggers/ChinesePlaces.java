package io.ambo.taggers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** Names of real Chinese divisions, and made addresses and organisations in them. */
final class ChinesePlaces {

    private static final Pattern RANK = Pattern.compile("(省|市|县|区|特别行政区|(?:壮族|回族|维吾尔)?自治[区州县])$");

    private static final Choice ROADS = Choice.of("人民 中山 解放 建设 和平 胜利 新华 文化 长江 黄河 东风 光明 幸福 朝阳 南京 北京 上海 滨河 学府"
            + " 科技 迎宾 花园 兴业 振兴 友谊 青年 复兴 延安 淮海 天府 高新 创业 望江 锦绣 石桥 龙泉 金沙 白云 翠湖 紫荆 梧桐 文三 体育 汉口 珞喻 湖滨 学院");

    private static final Choice ESTATES =
            Choice.of("阳光 金色 碧水 翠园 丽景 华府 名都 锦绣 世纪 万和 安居 康乐 银河 御景 东方 水岸 香榭 绿洲 星河 和谐 保利 万科 恒大 融创 中海");

    private static final Choice COMPANY_KINDS =
            Choice.of("有限公司 有限责任公司 股份有限公司 科技有限公司 集团 贸易有限公司 信息技术有限公司 投资管理有限公司 建筑工程有限公司 食品有限公司 物流有限公司");

    private static final Choice INSTITUTIONS = Choice.of("大学 第一人民医院 人民医院 中级人民法院 人民法院 公安局 教育局 税务局 市场监督管理局"
            + " 第三中学 实验小学 师范学院 职业技术学院 农商银行 图书馆 人民政府 中医院 日报社 银行 电视台 医科大学 博物馆 海关 工会 足球俱乐部 检察院 消防救援支队");

    private final List<Division> divisions = new ArrayList<>();
    private final Choice companies;

    /** One county or district with what it belongs to; the city is empty where it is none by name. */
    private record Division(String province, String city, String county) {}

    ChinesePlaces(Sources sources) {
        companies = sources.choice("zh-company-short");
        var provinces = new HashMap<String, String>();
        sources.divisions("provinces").forEach(row -> provinces.put(row[0], row[1]));
        var cities = new HashMap<String, String>();
        sources.divisions("cities").forEach(row -> cities.put(row[0], row[1]));
        for (var row : sources.divisions("areas")) {
            divisions.add(new Division(provinces.getOrDefault(row[3], ""), city(cities, row[2]), row[1]));
        }
    }

    private static String city(Map<String, String> cities, String code) {
        var name = cities.getOrDefault(code, "");
        return name.equals("市辖区") || name.equals("县") || name.contains("直辖") ? "" : name;
    }

    private Division division(Random random) {
        return divisions.get(random.nextInt(divisions.size()));
    }

    String place(Random random) {
        var division = division(random);
        var names = List.of(
                division.province(),
                division.city().isEmpty() ? division.province() : division.city(),
                division.county());
        var name = names.get(random.nextInt(names.size()));
        return random.nextBoolean() ? shorter(name) : name;
    }

    private static String shorter(String name) {
        var stem = RANK.matcher(name).replaceFirst("");
        return stem.length() >= 2 ? stem : name;
    }

    String address(Random random) {
        var address = new StringBuilder(divisions(random));
        if (random.nextDouble() < 0.15) {
            address.append("东西南北城".charAt(random.nextInt(5)))
                    .append("关湖山桥河".charAt(random.nextInt(5)))
                    .append(List.of("镇", "乡", "街道").get(random.nextInt(3)));
        }
        address.append(ROADS.next(random))
                .append(List.of("", "东", "西", "南", "北", "中", "一", "二").get(random.nextInt(8)))
                .append(List.of("路", "路", "大道", "街", "大街", "巷").get(random.nextInt(6)));
        if (random.nextDouble() < 0.9) {
            address.append(Template.between(random, 1, 1999)).append('号');
        }
        return address.append(house(random)).toString();
    }

    private String divisions(Random random) {
        var division = division(random);
        var chance = random.nextDouble();
        if (chance < 0.45) {
            return division.province() + division.city() + division.county();
        }
        if (chance < 0.7) {
            return (division.city().isEmpty() ? division.province() : division.city()) + division.county();
        }
        if (chance < 0.85) {
            return division.county();
        }
        if (chance < 0.92) {
            return shorter(division.province()) + shorter(division.city()) + division.county();
        }
        return "";
    }

    private static String house(Random random) {
        var chance = random.nextDouble();
        if (chance < 0.3) {
            return estate(random);
        }
        if (chance < 0.45) {
            return ESTATES.next(random)
                    + List.of("大厦", "中心", "写字楼", "科技园").get(random.nextInt(4))
                    + maybe(random, 0.5, "ABCD".charAt(random.nextInt(4)) + "座")
                    + maybe(random, 0.5, Template.between(random, 1, 40) + "层")
                    + maybe(random, 0.5, Template.between(random, 100, 3200) + maybe(random, 0.5, "室"));
        }
        return chance < 0.6 ? Template.between(random, 100, 3200) + "室" : "";
    }

    private static String estate(Random random) {
        return ESTATES.next(random)
                + List.of("小区", "花园", "家园", "苑", "公寓", "广场").get(random.nextInt(6))
                + maybe(
                        random,
                        0.8,
                        Template.between(random, 1, 30)
                                + List.of("栋", "号楼", "幢", "座").get(random.nextInt(4)))
                + maybe(random, 0.6, Template.between(random, 1, 4) + "单元")
                + maybe(
                        random,
                        0.8,
                        Template.between(random, 1, 32)
                                + "0"
                                + Template.between(random, 1, 8)
                                + List.of("室", "", "号").get(random.nextInt(3)));
    }

    private static String maybe(Random random, double chance, String part) {
        return random.nextDouble() < chance ? part : "";
    }

    String organization(Random random) {
        var chance = random.nextDouble();
        var company = companies.next(random);
        if (chance < 0.2) {
            return company;
        }
        if (chance < 0.5) {
            return place(random) + company + COMPANY_KINDS.next(random);
        }
        if (chance < 0.65) {
            return company + COMPANY_KINDS.next(random);
        }
        return place(random) + INSTITUTIONS.next(random);
    }
}
