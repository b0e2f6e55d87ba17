package org.platelink.trial.schedule;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The visits and doses that one transaction writes, and the Patients to whom they belong. */
final class TransactionVisits {

    /** As {@link VisitRecord#tookPlace} has it. */
    private static final Set<MedicationAdministrationStatus> GIVEN = EnumSet.of(
            MedicationAdministrationStatus.INPROGRESS,
            MedicationAdministrationStatus.ONHOLD,
            MedicationAdministrationStatus.COMPLETED,
            MedicationAdministrationStatus.STOPPED);

    private final Set<String> references = new LinkedHashSet<>();
    private final Set<String> patients = new LinkedHashSet<>();
    private final Set<String> newDoses = new LinkedHashSet<>();
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

    /** Registers a dose with what was stored before; null if it is recorded for the first time. */
    void addDose(@Nullable MedicationAdministration before, MedicationAdministration dose) {
        boolean same = before != null
                && GIVEN.contains(before.getStatus())
                && before.getSubject().equalsDeep(dose.getSubject())
                && Base.compareDeep(before.getEffective(), dose.getEffective(), true);
        if (!same) {
            newDoses.add("MedicationAdministration/" + dose.getIdElement().getIdPart());
        }
    }

    /** Whether a dose is recorded for the first time, or now as given, or of another Patient or with another time. */
    boolean isNewDose(String reference) {
        return newDoses.contains(reference);
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
