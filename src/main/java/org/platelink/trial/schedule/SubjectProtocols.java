package org.platelink.trial.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.platelink.trial.schedule.ProtocolTimeline.ConsentToVersion;
import org.platelink.trial.subject.SiteTimeZones;
import org.platelink.trial.subject.StoredParticipations;
import org.platelink.trial.subject.SubjectConsents.SubjectConsent;

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
            Connection database, List<SubjectRecord> subjects, Protocols protocols, SiteTimeZones zones)
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
        StoredParticipations consents = new StoredParticipations(database, several, zones);
        SubjectProtocols held = new SubjectProtocols();
        for (SubjectRecord subject : subjects) {
            ProtocolVersions protocol = known.get(subject.id());
            if (protocol != null) {
                held.bySubject.put(
                        subject.id(),
                        ProtocolTimeline.of(protocol, subject.entered(), consents(subject, protocol, consents)));
            }
        }
        return held;
    }

    /** The consents of a subject to versions of a protocol. */
    private static List<ConsentToVersion> consents(
            SubjectRecord subject, ProtocolVersions protocol, StoredParticipations stored) {
        List<ConsentToVersion> found = new ArrayList<>();
        for (SubjectConsent consent : stored.of(subject.patient(), subject.site(), subject.study(), subject.consent())
                .consents()
                .versions()) {
            String[] named = String.valueOf(consent.version()).split("\\|", 2);
            if (named.length == 2 && protocol.isNamedBy(String.valueOf(consent.version())) && consent.given() != null) {
                // A day that is known by its month alone counts from the end of the month: then it had been given.
                found.add(new ConsentToVersion(named[1], consent.given().last()));
            }
        }
        return found;
    }

    /** The protocol of a subject; empty if its study and arm give it none. */
    Optional<ProtocolTimeline> of(SubjectRecord subject) {
        return Optional.ofNullable(bySubject.get(subject.id()));
    }
}
