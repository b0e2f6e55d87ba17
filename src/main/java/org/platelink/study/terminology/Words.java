package org.platelink.study.terminology;

import java.util.regex.Pattern;

/** Removes HAPI's message numbers and mentions of its in-memory implementation from its terminology messages. */
final class Words {

    private static final Pattern NUMBER = Pattern.compile("HAPI-\\d+: ?");
    private static final Pattern IN_MEMORY = Pattern.compile(" ?\\(in-memory\\)| for in-memory expansion of ValueSet");

    private Words() {}

    static String of(String message) {
        return IN_MEMORY
                .matcher(NUMBER.matcher(message).replaceAll(""))
                .replaceAll(match -> match.group().startsWith(" for") ? " in the value set" : "");
    }
}
