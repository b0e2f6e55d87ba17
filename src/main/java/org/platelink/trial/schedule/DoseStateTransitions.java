package org.platelink.trial.schedule;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.trial.subject.InterventionStates;
import org.platelink.trial.subject.InterventionStates.AdministeredInfusion;

/**
 * Updates the state of a subject from its doses: the first dose begins the treatment, the last planned dose begins
 * follow-up.
 */
final class DoseStateTransitions {

    private final IFhirResourceDao<ResearchSubject> subjects;

    DoseStateTransitions(IFhirResourceDao<ResearchSubject> subjects) {
        this.subjects = subjects;
    }

    /** Updates the subject in the running transaction, as the server's own write. */
    void follow(SubjectRecord subject, ProtocolRecords records) {
        List<PlannedVisit> planned = records.protocol().interventions();
        if (planned.isEmpty()) {
            return;
        }
        String last = planned.get(planned.size() - 1).action();
        List<Occurrence> doses = records.tookPlace().stream()
                .filter(Occurrence::intervention)
                .sorted(Comparator.comparing((Occurrence dose) -> dose.date().first())
                        .thenComparing(Occurrence::reference))
                .toList();
        ResearchSubject stored = subjects.read(new IdType("ResearchSubject", subject.id()), new SystemRequestDetails());
        InterventionStates.follow(
                        stored,
                        doses.stream().findFirst().map(DoseStateTransitions::given),
                        doses.stream()
                                .filter(dose -> dose.action().equals(last))
                                .findFirst()
                                .map(DoseStateTransitions::given))
                .ifPresent(moved -> subjects.update(moved, new SystemRequestDetails()));
    }

    private static AdministeredInfusion given(Occurrence dose) {
        return new AdministeredInfusion(dose.reference(), dose.date().text());
    }
}
