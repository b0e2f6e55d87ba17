package org.platelink.trial.schedule;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.trial.subject.InterventionStates;
import org.platelink.trial.subject.InterventionStates.AdministeredInfusion;

/**
 * Updates the state of a subject from its doses: the first dose begins the treatment, and once the last planned
 * dose was given, the last one by date begins follow-up: an omitted one may be given after it.
 */
final class DoseStateTransitions {

    private final IFhirResourceDao<ResearchSubject> subjects;

    DoseStateTransitions(IFhirResourceDao<ResearchSubject> subjects) {
        this.subjects = subjects;
    }

    /** Updates the subject in the running transaction, as the server's own write. */
    void follow(SubjectRecord subject, ProtocolRecords records) {
        List<PlannedVisit> planned = records.protocols().last().interventions();
        if (planned.isEmpty()) {
            return;
        }
        String last = planned.get(planned.size() - 1).action();
        List<Occurrence> doses = records.tookPlace().stream()
                .filter(Occurrence::intervention)
                .sorted(Comparator.comparing((Occurrence dose) -> dose.date().first())
                        .thenComparing(dose -> dose.action().equals(last))
                        .thenComparing(Occurrence::reference))
                .toList();
        boolean lastGiven = doses.stream().anyMatch(dose -> dose.action().equals(last));
        ResearchSubject stored = subjects.read(new IdType("ResearchSubject", subject.id()), new SystemRequestDetails());
        InterventionStates.follow(
                        stored,
                        doses.stream().findFirst().map(DoseStateTransitions::given),
                        lastGiven ? Optional.of(given(doses.get(doses.size() - 1))) : Optional.empty())
                .ifPresent(moved -> subjects.update(moved, new SystemRequestDetails()));
    }

    private static AdministeredInfusion given(Occurrence dose) {
        return new AdministeredInfusion(dose.reference(), dose.date().text());
    }
}
