package org.platelink.security.screening;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Patterns for telephone numbers in their usual notations. */
final class PhoneNumbers {

    private static final int LEAST_DIGITS = 8;

    /** With a country code, ITU-T E.164; in China also with 0086. */
    private static final Pattern INTERNATIONAL =
            Pattern.compile("(?<![\\w+])(?:\\+|0086[ -]?)[1-9](?:[ ()-]{0,2}[0-9]){7,14}(?![0-9])");

    private static final Pattern INTERNATIONAL_WITH_DOTS =
            Pattern.compile("(?<![\\w+])\\+[1-9][0-9]{0,2}(?:\\.[0-9]{2,4}){2,5}(?![0-9])");

    private static final List<String> LABELS =
            List.of("tel", "phone", "mobile", "fax", "whatsapp", "wechat", "电话", "手机", "联系", "微信");

    private static final Pattern LABEL = Pattern.compile(
            "(?:(?<![a-z])(?:tel|telephone|phone|mobile|cell ?phone|fax|whatsapp|wechat)(?: (?:no|number|nr))?|电话|手机|联系方式|微信)"
                    + LabelSyntax.BETWEEN + "(?:是|为)?(\\(?[0-9](?:[ ()/.-]{0,2}[0-9]){6,14})(?![0-9])");

    /** A date has the same form as a number of seven or more digits. */
    private static final Pattern DATE = Pattern.compile("(?:19|20)[0-9]{2}[-/. ][0-9]{1,2}[-/. ][0-9]{1,2}.*");

    /**
     * A mobile number of mainland China without country code: eleven digits, together or in groups of 3, 4 and 4. A
     * quantity does not match, nor what the text calls the number of something else.
     */
    private static final Pattern CHINESE_MOBILE = Pattern.compile(
            "(?<![A-Za-z0-9_][-.]|[A-Za-z0-9_.])1[3-9][0-9](?:[0-9]{8}|[ -][0-9]{4}[ -][0-9]{4})(?![A-Za-z0-9_]|-[0-9A-Za-z]|[.][0-9]"
                    + "|[ ]?(?:copies|cop/|cells|iu|/|\\^|个|拷贝))",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern OF_A_THING = Pattern.compile(
            "(?:order|accession|sample|specimen|lot|batch|barcode|bar code|catalogue|serial|条码|条形码|样本|标本|批|单|试剂|仪器|编)"
                    + "(?:号码|号|编号)?(?: ?(?:no|nos|nr|number|id))?[.:# ]{0,3}$",
            Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_LABEL = 30;
    private static final Pattern ROUND = Pattern.compile(".*0{6}");

    private PhoneNumbers() {}

    static boolean isIn(String text) {
        return text.indexOf('+') >= 0 && isInternational(text)
                || text.contains("0086") && INTERNATIONAL.matcher(text).find()
                || isLabelled(text);
    }

    static boolean isInternational(String text) {
        if (INTERNATIONAL.matcher(text).find()) {
            return true;
        }
        Matcher dotted = INTERNATIONAL_WITH_DOTS.matcher(text);
        while (dotted.find()) {
            if (dotted.group().chars().filter(Character::isDigit).count() >= LEAST_DIGITS) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLabelled(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!LabelSyntax.hasAny(lower, LABELS)) {
            return false;
        }
        Matcher labelled = LABEL.matcher(lower);
        while (labelled.find()) {
            if (!DATE.matcher(labelled.group(1)).matches()) {
                return true;
            }
        }
        return false;
    }

    static boolean isChineseMobileIn(String text) {
        Matcher mobile = CHINESE_MOBILE.matcher(text);
        while (mobile.find()) {
            String before = text.substring(Math.max(0, mobile.start() - LONGEST_LABEL), mobile.start());
            if (!ROUND.matcher(mobile.group()).matches()
                    && !OF_A_THING.matcher(before).find()) {
                return true;
            }
        }
        return false;
    }
}
