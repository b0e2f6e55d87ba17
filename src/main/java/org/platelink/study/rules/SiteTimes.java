package org.platelink.study.rules;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts the timestamps in a resource to the site's time zone. The instant stays the same, but a rule that takes
 * its date gets the local date at the site, whatever offset the laboratory used.
 */
final class SiteTimes {

    private static final Pattern TIME =
            Pattern.compile("\"(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2}))\"");

    private SiteTimes() {}

    /** A resource in JSON, with its timestamps in a time zone. */
    static String of(String json, ZoneId zone) {
        Matcher time = TIME.matcher(json);
        StringBuilder text = new StringBuilder();
        while (time.find()) {
            time.appendReplacement(text, Matcher.quoteReplacement("\"" + at(time.group(1), zone) + "\""));
        }
        return time.appendTail(text).toString();
    }

    private static String at(String time, ZoneId zone) {
        try {
            return OffsetDateTime.parse(time)
                    .atZoneSameInstant(zone)
                    .toOffsetDateTime()
                    .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        } catch (DateTimeException noTime) {
            return time;
        }
    }
}
