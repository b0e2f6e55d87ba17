package org.platelink.trial.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The protocols of subjects, by their studies and arms, each in the versions to which the subject is held. */
final class SubjectProtocols {

    private final Map<String, ProtocolTimeline> bySubject = new HashMap<>();

    private SubjectProtocols() {}

    /**
     * Determines the protocols of subjects.
     *
     * @param database where the Consents are stored
     * @param zones the time zones of the sites
     */
    static SubjectProtocols of(
            Connection database, List<SubjectRecord> subjects, Protocols protocols, Function<String, ZoneId> zones)
            throws SQLException {
        Map<String, ProtocolVersions> known = new HashMap<>();
        subjects.forEach(subject -> protocols
                .of(subject.study())
                .ofArm(subject.arm())
                .ifPresent(protocol -> known.put(subject.id(), protocol)));
        List<String> several = subjects.stream()
                .filter(subject -> {
                    ProtocolVersions protocol = known.get(subject.id());
                    return protocol != null && protocol.versions().size() > 1;
                })
                .map(SubjectRecord::patient)
                .distinct()
                .toList();
        ConsentedVersions consents =
                several.isEmpty() ? ConsentedVersions.none() : ConsentedVersions.read(database, several);
        SubjectProtocols held = new SubjectProtocols();
        for (SubjectRecord subject : subjects) {
            ProtocolVersions protocol = known.get(subject.id());
            if (protocol != null) {
                held.bySubject.put(
                        subject.id(),
                        ProtocolTimeline.of(protocol, subject.entered(), consents.of(subject, protocol, zones)));
            }
        }
        return held;
    }

    /** The protocol of a subject; empty if its study and arm give it none. */
    Optional<ProtocolTimeline> of(SubjectRecord subject) {
        return Optional.ofNullable(bySubject.get(subject.id()));
    }
}
