package org.platelink.security.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a client is to the trial. What each may do stands in {@code access-rules.md}. */
public enum Role {

    /** Nobody in particular: a request without a token. */
    PUBLIC,

    /** A hospital's record or laboratory system, which delivers the results of its site. */
    EHR,

    /** The people who look after a site's subjects. */
    COORDINATOR,

    /** The people of a site's laboratory, who see what became of its messages and say what its words mean. */
    LABORATORY,

    /** Who looks over a site's shoulder for the sponsor: reads all of it, its laboratory's messages too, and writes nothing. */
    MONITOR,

    /** One who analyses pseudonymised data of all sites. */
    ANALYST,

    /** A registry of studies, to which no subject exists. */
    REGISTRY,

    /** Who runs the server: clients, configuration, the study itself, the audit trail; no subject's data. */
    ADMIN;

    /** The name in tokens, files and the rules. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a client of this role must belong to a site. */
    public boolean ofASite() {
        return this == EHR || this == COORDINATOR || this == LABORATORY || this == MONITOR;
    }

    /** The role of a name; empty if there is none or it is the one of requests without a token. */
    public static Optional<Role> of(String code) {
        return Arrays.stream(values())
                .filter(role -> role != PUBLIC && role.code().equals(code))
                .findFirst();
    }
}
