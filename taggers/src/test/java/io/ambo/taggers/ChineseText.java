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

    private static final Choice ROLES = Choice.of(
            "车主 司机 乘客 旅客 用户 客户 会员 业主 租户 房东 员工 学员 家长 学生 老师 患者 病人 家属 护士 医生 经办人 负责人 联系人"
                    + " 收货人 寄件人 法人 股东 董事 监事 经理 主管 会计 出纳 保安 快递员 外卖员 店长 导游 记者 编辑 作者 译者 主持人 嘉宾 选手 教练 队员 裁判 原告 被告 证人 律师 法官"
                    + " 民警 嫌疑人 被害人 投保人 被保险人 受益人 借款人 担保人 债权人 申请人 被申请人 考生 面试官 候选人 实习生 同事 同学 朋友 邻居 室友 前男友 女儿 儿子 表哥 舅舅"
                    + " 村民 市民 网友 粉丝 博主 歌手 演员 导演 画家 教授 院士 工程师 程序员 设计师 产品经理 项目经理 技术员 值班员 志愿者 代表 委员 镇长 书记 局长 副总经理 董事长 秘书长");

    private static final Choice PREDICATES = Choice.of(
            "已经到了 还没有付款 申请退款 完成实名认证 提交了材料 要求换货 请假三天 正在开会 出差了 明天入职 上周离职 没有回复邮件 打电话来催单 投诉服务态度"
                    + " 签了字 不同意这个方案 表示感谢 提出异议 拒绝签收 忘记密码 申请贷款 已还清欠款 逾期未还 报名参加培训 通过了面试 拿到了驾照 住院观察 做了手术 病情稳定 对青霉素过敏"
                    + " 血压偏高 预约了体检 今天生日 升职了 结婚了 搬家了 丢了身份证 被投诉了 迟到了 来过两次 在楼下等你 刚下飞机 买了两张票 订了房间 改签到周三 要开发票 把车停在门口 介绍了情况"
                    + " 接受采访时说 主持会议 发表讲话 获得冠军 因伤缺席 首次执导 出演女主角 新书上市 被依法逮捕 当庭认罪 提起上诉 作证 办理过户 领取奖金 持股百分之十 负责华东区 汇报了进度 修好了电脑 代码写得不错"
                    + " 的身份需要核实 的账户被冻结 的快递到了 的电话打不通 的孩子上小学 的作业没交 的成绩很好 的报告写完了 的合同到期了 的意见很重要 账户余额不足 名下有两套房 微信没回 手机停机 身份已核实 一直没来");

    private ChineseText() {}

    static Template template(Sources sources, ChineseNames names) {
        var places = new ChinesePlaces(sources);
        Map<String, Slot> slots = new HashMap<>();
        slots.put("P", new Slot(Tags.PERSON, names::person));
        slots.put("L", new Slot(Tags.PLACE, places::place));
        slots.put("A", new Slot(Tags.PLACE, places::address));
        slots.put("O", new Slot(Tags.ORGANIZATION, places::organization));
        slots.put("S", Slot.plain(random -> names.surname(random) + TITLES.next(random)));
        slots.put("R", Slot.plain(ROLES::next));
        slots.put("V", Slot.plain(PREDICATES::next));
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
