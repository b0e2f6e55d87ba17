package org.platelink.trial.alert;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Flag;
import org.jspecify.annotations.Nullable;
import org.platelink.study.rules.PatientRecords;
import org.platelink.trial.schedule.SubjectVisits;

/** Stores the alerts about subjects. All of it runs in the transaction that has locked the subject. */
final class StoredAlerts {

    private final PatientRecords records;
    private final IFhirResourceDao<Flag> flags;
    private final Clock clock;

    StoredAlerts(PatientRecords records, IFhirResourceDao<Flag> flags, Clock clock) {
        this.records = records;
        this.flags = flags;
        this.clock = clock;
    }

    /** A subject, by the ids of the ResearchSubject, of its study and of its Patient. */
    record Watched(String subject, String study, String patient) {}

    /** The stored alert of a code and a cause; empty if there is none, or it has ended. */
    Optional<Flag> active(Watched watched, AlertCode code, String cause) {
        return Optional.ofNullable(of(watched).get(Alert.id(watched.subject(), code, cause)))
                .filter(AlertFlag::isActive);
    }

    /**
     * Stores the alerts of some codes: new ones, those that say something else, and the end of those whose cause is
     * gone.
     *
     * @param codes the codes that were looked at; alerts of others stay as they are
     * @param alerts all alerts of these codes that there are now
     * @param visits the subject's visits; null if they are not known
     */
    void replace(Watched watched, Collection<AlertCode> codes, List<Alert> alerts, @Nullable SubjectVisits visits) {
        Map<String, Flag> stored = of(watched);
        Set<String> there = new HashSet<>();
        for (Alert alert : alerts) {
            String id = alert.id(watched.subject());
            if (there.add(id)) {
                AlertFlag.of(
                                alert,
                                watched.subject(),
                                watched.study(),
                                watched.patient(),
                                stored.get(id),
                                clock.instant())
                        .ifPresent(this::store);
            }
        }
        stored.forEach((id, flag) -> {
            boolean lookedAt = AlertFlag.code(flag).filter(codes::contains).isPresent();
            if (lookedAt && AlertFlag.isActive(flag) && !there.contains(id)) {
                store(AlertFlag.ended(flag, AlertFlag.end(flag, watched.subject(), visits), clock.instant()));
            }
        });
    }

    private void store(Flag flag) {
        flags.update(flag, new SystemRequestDetails());
    }

    /** Stores an alert on behalf of a request. */
    Flag store(Flag flag, RequestDetails request) {
        return (Flag) flags.update(flag, request).getResource();
    }

    private Map<String, Flag> of(Watched watched) {
        Map<String, Flag> found = new HashMap<>();
        records.referring(Flag.class, "Flag.subject", watched.patient()).stream()
                .filter(flag -> AlertFlag.isOf(flag, watched.subject()))
                .forEach(flag -> found.put(flag.getIdElement().getIdPart(), flag));
        return found;
    }
}
