package org.platelink.operator.erasure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The coded reason for an erasure. It is no free text, because that could itself contain names. */
enum Reason {

    /** The text identifies a person directly. */
    DIRECT_IDENTIFIER,

    /** The text is about a person who is not a participant, or about another participant. */
    WRONG_PERSON,

    /** The terms of the consent did not allow it to be sent. */
    NOT_CONSENTED,

    /** A court or an authority has ordered it. */
    ORDERED;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Reason> of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }

    static String codes() {
        return Arrays.stream(values()).map(Reason::code).collect(Collectors.joining(", "));
    }
}
