package org.platelink.trial.schedule;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.trial.subject.InterventionStates;
import org.platelink.trial.subject.InterventionStates.Given;

/** Moves a subject with its doses: the first one begins the treatment, the last one that is planned the follow-up. */
final class StatesOfDoses {

    private final IFhirResourceDao<ResearchSubject> subjects;

    StatesOfDoses(IFhirResourceDao<ResearchSubject> subjects) {
        this.subjects = subjects;
    }

    /** Does it within the transaction that runs, as the server's own write. */
    void follow(SubjectRecord subject, Records records) {
        List<PlannedVisit> planned = records.protocol().interventions();
        if (planned.isEmpty()) {
            return;
        }
        String last = planned.get(planned.size() - 1).action();
        List<TookPlace> doses = records.tookPlace().stream()
                .filter(TookPlace::intervention)
                .sorted(Comparator.comparing((TookPlace dose) -> dose.date().first())
                        .thenComparing(TookPlace::reference))
                .toList();
        ResearchSubject stored = subjects.read(new IdType("ResearchSubject", subject.id()), new SystemRequestDetails());
        InterventionStates.follow(
                        stored,
                        doses.stream().findFirst().map(StatesOfDoses::given),
                        doses.stream()
                                .filter(dose -> dose.action().equals(last))
                                .findFirst()
                                .map(StatesOfDoses::given))
                .ifPresent(moved -> subjects.update(moved, new SystemRequestDetails()));
    }

    private static Given given(TookPlace dose) {
        return new Given(dose.reference(), dose.date().text());
    }
}
