package org.platelink.security.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The role of a client in the trial. The rights of each role are in {@code access-rules.md}. */
public enum Role {

    /** Anonymous: a request without a token. */
    PUBLIC,

    /** A hospital's record or laboratory system, which delivers the results of its site. */
    EHR,

    /** Site staff who look after its subjects. */
    COORDINATOR,

    /** Staff of a site's laboratory, who see the status of its messages and map its codes. */
    LABORATORY,

    /**
     * A monitor of a site for the sponsor: reads all of the site, its laboratory's messages too, and reviews it; what
     * is reviewed, a monitor never changes.
     */
    MONITOR,

    /** An analyst of pseudonymised data of all sites. */
    ANALYST,

    /** A registry of studies, which has no access to subjects. */
    REGISTRY,

    /** An operator of the server: clients, configuration, the study itself, the audit trail; no subject's data. */
    ADMIN;

    /** The name in tokens, files and the access rules. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a client of this role must belong to a site. */
    public boolean ofASite() {
        return this == EHR || this == COORDINATOR || this == LABORATORY || this == MONITOR;
    }

    /** The role with a name; empty if there is none or it is {@link #PUBLIC}. */
    public static Optional<Role> of(String code) {
        return Arrays.stream(values())
                .filter(role -> role != PUBLIC && role.code().equals(code))
                .findFirst();
    }
}
