package org.platelink.security.screening;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Patterns for numbers that identify a person, such as a medical record number, recognised by the label before them.
 */
final class PersonNumbers {

    private static final List<String> LABELS = List.of(
            "mrn",
            "m.r.n",
            "record",
            "hospital",
            "passport",
            "security",
            "ssn",
            "nhs",
            "national",
            "card",
            "patient",
            "pt",
            "chart",
            "health");

    private static final Pattern LABEL = Pattern.compile(
            "(?<![a-z])(?:(?:m\\.?r\\.?n|medical ?record(?: (?:no|number|id))?|hospital (?:no|number|id)|passport (?:no|number)"
                    + "|passport|social security (?:no|number)|ssn|nhs (?:no|number)|national id(?: (?:no|number))?"
                    + "|id ?card(?: (?:no|number))?|(?:in|out)patient (?:no|number|id)|chart (?:no|number)"
                    + "|health (?:card|insurance)(?: (?:no|number))?)(?![a-z])" + LabelSyntax.BETWEEN
                    + "[a-z-]{0,8}[0-9]"
                    + "|(?:patient|pt) ?(?:no|number|id)(?![a-z])" + LabelSyntax.BETWEEN + "[a-z-]{0,4}[0-9]{5})");

    /** A date is not a number: the text may give the day of a discharge or of a clinic visit. */
    private static final Pattern LABEL_CHINESE =
            Pattern.compile("(?:病历|病案|病员|住院|门诊|就诊卡?|诊疗卡|登记|档案|身份证|社保卡?|医保卡?|护照|患者(?:编|ID)|病人ID)(?:号码|编号|号|ID)?"
                    + LabelSyntax.BETWEEN + "(?:是|为)?(?!(?:19|20)[0-9]{2} ?[-/.年])[A-Za-z-]{0,8}[0-9]{3}");

    private PersonNumbers() {}

    static boolean isIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return LabelSyntax.hasAny(lower, LABELS) && LABEL.matcher(lower).find();
    }

    static boolean isInChinese(String text) {
        return LABEL_CHINESE.matcher(text).find();
    }
}
