package org.platelink.trial.schedule;

import java.util.LinkedHashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The visits and doses that one transaction writes, and the Patients to whom they belong. */
final class TransactionVisits {

    private final Set<String> references = new LinkedHashSet<>();
    private final Set<String> patients = new LinkedHashSet<>();
    private boolean doses;

    /** Check that runs at the end of the transaction. */
    interface Check {
        void check(TransactionVisits written);
    }

    void add(Resource resource, Reference subject) {
        references.add(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        doses |= resource instanceof MedicationAdministration;
        addSubject(subject);
    }

    void addSubject(Reference subject) {
        IdType id = (IdType) subject.getReferenceElement();
        if ("Patient".equals(id.getResourceType())) {
            patients.add(id.getIdPart());
        }
    }

    /** The references (type and id) of the resources. */
    Set<String> references() {
        return references;
    }

    /** The ids of their Patients, and of the Patients to whom they belonged before an update. */
    Set<String> patients() {
        return patients;
    }

    /** Whether there is a dose among them. */
    boolean haveDoses() {
        return doses;
    }
}
