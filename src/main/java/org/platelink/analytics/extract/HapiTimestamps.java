package org.platelink.analytics.extract;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Formats instants as HAPI writes {@code meta.lastUpdated}: to the millisecond, in the server's time zone. */
final class HapiTimestamps {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

    private HapiTimestamps() {}

    static String written(Instant moment) {
        return FORM.format(moment.atZone(ZoneId.systemDefault()));
    }
}
