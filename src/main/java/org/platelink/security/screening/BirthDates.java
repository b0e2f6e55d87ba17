package org.platelink.security.screening;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Pattern for full dates of birth in various notations, recognised by a label before or after them. A month or a year
 * of birth is allowed.
 */
final class BirthDates {

    private static final String MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|dez)[a-z]{0,6}";

    private static final String DATE = "(?:[0-9]{4}[-/.年 ]{1,2}[0-9]{1,2}[-/.月 ]{1,2}[0-9]{1,2}"
            + "|[0-9]{1,2}[-/. ]{1,2}[0-9]{1,2}[-/. ]{1,2}[0-9]{2,4}"
            + "|[0-9]{8}(?![0-9])"
            + "|[0-9]{6}(?![0-9年./-])"
            + "|[0-9]{1,2}(?:st|nd|rd|th)?(?: of)?[ .-]{1,2}" + MONTH + "[ ,.-]{1,2}[0-9]{2,4}"
            + "|" + MONTH + "[ .]{1,2}[0-9]{1,2}(?:st|nd|rd|th)?[ ,]{1,2}[0-9]{4}"
            + "|[〇零一二三四五六七八九0-9]{4}年[一二三四五六七八九十0-9]{1,3}月[一二三四五六七八九十0-9]{1,3}[日号])";

    private static final List<String> LABELS = List.of("birth", "dob", "d.o.b", "born", "geb", "ne le", "nacid", "生");

    private static final Pattern LABELLED = Pattern.compile(
            "(?:(?<![a-z])(?:d\\.?o\\.?b|date ?of ?birth|birth[ -]?date|birthday|born|geb|geboren|ne le|nacid[oa])"
                    + "(?: on| in| am| le| el)?|出生日期|出生年月日?|出生时间|出生于?|生日|生于|诞生于?)"
                    + LabelSyntax.BETWEEN + DATE);

    private static final Pattern LABEL_AFTER = Pattern.compile(
            "(?<![0-9])" + DATE + "[日号]?[\\s(\\[,-]{0,3}(?:d\\.?o\\.?b|date of birth|birth|出生|诞生|生(?=[\\s,.;。，；)]|$))");

    private BirthDates() {}

    static boolean isIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return LabelSyntax.hasAny(lower, LABELS)
                && (LABELLED.matcher(lower).find() || LABEL_AFTER.matcher(lower).find());
    }
}
