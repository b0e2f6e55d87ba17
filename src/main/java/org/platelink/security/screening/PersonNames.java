package org.platelink.security.screening;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Patterns for names of persons, in English and Chinese, recognised by a word before or after them. */
final class PersonNames {

    private static final List<String> LABELS = List.of("name");
    private static final List<String> PERSONS = List.of("patient", "pt");
    private static final List<String> TITLES = List.of("Mr", "Ms");

    private static final Pattern LABEL = Pattern.compile(
            "(?<![a-z])(?:patient(?:'s)? name|name of (?:the )?patient|full name|family name|surname|given name"
                    + "|first name|last name)\\s{0,3}[*_]{0,2}[:=][\\s*_]{0,4}\\p{L}");

    private static final Pattern LABEL_CHINESE = Pattern.compile("姓名[*_]{0,2}[:=\\s][:=\\s*_]{0,5}\\p{L}");

    /** Two capitalised words after a word for the person; "Patient: fasting" does not match. */
    private static final Pattern PERSON = Pattern.compile(
            "(?<![A-Za-z])(?:[Pp]atient|PATIENT|[Pp]t)\\.?\\s?[:=]\\s?"
                    + "((?!(?:No|Not|Non|Was|Is|Has|On|In|Unknown|Fasting|Male|Female|Adult)\\b)\\p{Lu}[\\p{L}'-]+,?\\s\\p{Lu}[\\p{L}'-]+)");

    private static final Pattern TITLE = Pattern.compile("(?<![A-Za-z])(?:Mr|Mrs|Ms)\\b\\.?\\s\\p{Lu}\\p{Ll}+");

    /** The family names of eight in ten people. */
    private static final String FAMILY = "(?:欧阳|司马|上官|诸葛|皇甫|尉迟|令狐|[王李张刘陈杨黄赵吴周徐孙马朱胡郭林高罗郑梁谢宋唐许韩邓冯曹彭肖田董潘袁蔡蒋余杜叶魏苏吕丁卢姚沈"
            + "钟姜崔谭陆范汪廖韦贾夏邹熊白孟秦邱侯江尹薛闫龙黎陶贺郝龚邵覃钱戴莫孔樊葛邢乔伍庞倪庄聂鲁岳翟欧耿兰俞柳祝阮裴])";

    /**
     * Also those that are everyday words as well; these are not taken for a name right after the word for a patient.
     */
    private static final String ANY_FAMILY = "(?:" + FAMILY + "|[于方易尚曾常安齐付史关单左包宁温严文施汤康石何任程武万段金舒申童凌毕焦顾甘牛毛颜雷梅])";

    private static final String WHO = "(?:患者|病人|病患|受试者|家属|家长|父亲|母亲|儿子|女儿|丈夫|妻子|配偶|联系人|监护人)";

    private static final String END =
            "(?=$|[\\s,.;:!?。，；：、！？()（）\\[\\]\"0-9A-Za-z]|男|女|的|先生|女士|小姐|已|于|来|因|入院|出院|诉|要求|同意)";

    private static final Pattern PERSON_CHINESE =
            Pattern.compile("(?:" + WHO + "[ ()·-]{0,3}(?:是|为|叫)?(" + FAMILY + "\\p{IsHan}{1,2}?)|(?:" + WHO
                    + "[ ]?[:=]|姓名|名字)[\\s:=]{0,3}(?:是|为|叫)?(" + ANY_FAMILY + "\\p{IsHan}{1,2}?))" + END);

    private static final Pattern TITLE_CHINESE = Pattern.compile(ANY_FAMILY + "\\p{IsHan}{0,2}(?:先生|女士|小姐|太太)");

    /** Beginnings of words that begin like a family name, and that occur after the word for a patient. */
    private static final Set<String> WORDS = Set.of(
            "高热", "高烧", "高龄", "高危", "高度", "高值", "高于", "高钾", "高脂", "高钠", "高钙", "高血", "高敏", "高中", "高峰", "高剂", "高频", "高压",
            "高流", "高糖", "高蛋", "高凝", "白细", "白蛋", "白血", "白带", "白天", "白癜", "白班", "白陶", "白色", "白内", "白塞", "黄疸", "黄染", "黄色",
            "黄斑", "黄体", "张口", "张嘴", "张目", "张力", "马上", "马尾", "安静", "温度", "江苏", "周围", "周身", "周期", "周末", "周一", "周二", "周三",
            "周四", "周五", "周六", "周日", "周边", "胡言", "林可", "许可", "许多", "许久", "余无", "余可", "余下", "余均", "余未", "叶酸", "龙胆", "戴镜",
            "戴口", "金属", "石膏", "严重", "程度", "常规", "任何", "何时", "颜面", "颜色", "毛发", "夏季", "秦皮", "万分", "康复", "单位", "单独", "左侧",
            "方案", "尚无", "尚未", "曾有", "曾经", "关节", "于今", "于昨", "兰索", "董事", "郑重", "沈阳", "陆续", "鲁米", "欧洲", "唐氏", "唐筛", "宋体",
            "韩国", "苏醒", "范围", "贺普", "钱币", "莫名", "孔径", "汪洋", "肖像", "杜绝", "杜冷", "谢绝", "田间", "丁酸", "丁卡", "梁柱", "陈旧", "陈述",
            "陈诉", "吴江", "邢台", "钟后", "江南", "庄重", "祝愿", "阮病", "柳氮", "龙血", "岳母", "岳父");

    private PersonNames() {}

    static boolean isIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return LabelSyntax.hasAny(lower, LABELS) && LABEL.matcher(lower).find()
                || LabelSyntax.hasAny(lower, PERSONS) && PERSON.matcher(text).find()
                || LabelSyntax.hasAny(text, TITLES) && TITLE.matcher(text).find();
    }

    static boolean isInChinese(String text) {
        if (LABEL_CHINESE.matcher(text).find()) {
            return true;
        }
        Matcher person = PERSON_CHINESE.matcher(text);
        while (person.find()) {
            if (!isWord(person.group(1) == null ? person.group(2) : person.group(1))) {
                return true;
            }
        }
        Matcher titled = TITLE_CHINESE.matcher(text);
        return titled.find() && !isWord(titled.group());
    }

    private static boolean isWord(String name) {
        return WORDS.contains(name.substring(0, 2));
    }
}
