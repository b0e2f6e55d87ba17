package org.platelink.trial.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The versions of one protocol, as its PlanDefinitions state them.
 *
 * @param url the canonical URL of all of them
 * @param versions the versions in their order, the newest last; never empty
 */
record ProtocolVersions(String url, List<Version> versions) {

    ProtocolVersions {
        versions = List.copyOf(versions);
    }

    /**
     * A version.
     *
     * @param protocol the protocol in this version
     * @param effective the day from which it is in force; {@link LocalDate#MIN} for the first one
     * @param onReconsent whether a subject moves to it when it consents again; otherwise on the effective day
     */
    record Version(Protocol protocol, LocalDate effective, boolean onReconsent) {}

    /** The version with a number. */
    Optional<Protocol> version(String number) {
        return versions.stream()
                .map(Version::protocol)
                .filter(protocol -> protocol.version().equals(number))
                .findFirst();
    }

    /** Whether a canonical names this protocol, in whichever version. */
    boolean isNamedBy(String canonical) {
        return canonical.split("\\|", 2)[0].equals(url);
    }

    /** The numbers of the versions, separated by commas. */
    String numbers() {
        return versions.stream().map(version -> version.protocol().version()).collect(Collectors.joining(", "));
    }
}
