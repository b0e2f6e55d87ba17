package org.platelink.operator.erasure;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a text is erased. A reason in words would have to be looked through for names itself. */
enum Reason {

    /** It tells who somebody is. */
    DIRECT_IDENTIFIER,

    /** It is of a person who is no participant, or of another one. */
    WRONG_PERSON,

    /** It should not have been sent by the terms of the consent. */
    NOT_CONSENTED,

    /** A court or an authority wants it. */
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
