package org.platelink.ctgov;

import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchStudy.ResearchStudyStatus;
import org.jspecify.annotations.Nullable;
import org.platelink.trds.StudyExtensions;

/** How far a study is: R4's status, and beside it what the registry calls it, for R4 has one code for three of its words. */
final class ImportedStatus {

    private static final String OWN = "https://platelink.org/ig/msc-itp/CodeSystem/recruitment-status";

    private static final Map<String, ResearchStudyStatus> R4 = Map.of(
            "not-yet-recruiting", ResearchStudyStatus.APPROVED,
            "recruiting", ResearchStudyStatus.ACTIVE,
            "enrolling-by-invitation", ResearchStudyStatus.ACTIVE,
            "active-not-recruiting", ResearchStudyStatus.CLOSEDTOACCRUAL,
            "suspended", ResearchStudyStatus.TEMPORARILYCLOSEDTOACCRUAL,
            "terminated", ResearchStudyStatus.ADMINISTRATIVELYCOMPLETED,
            "completed", ResearchStudyStatus.COMPLETED,
            "withdrawn", ResearchStudyStatus.WITHDRAWN);

    private ImportedStatus() {}

    /**
     * @param code the registry's word as a code
     * @param word the registry's word; null if it has none
     */
    static void set(ResearchStudy study, String code, @Nullable String word) {
        ResearchStudyStatus status = R4.get(code);
        if (status != null) {
            study.setStatus(status);
        } else {
            study.getStatusElement()
                    .addExtension(new Extension(
                            "http://hl7.org/fhir/StructureDefinition/data-absent-reason", new CodeType("unknown")));
        }
        boolean known = status != null || Set.of("unknown").contains(code);
        CodeableConcept state = new CodeableConcept().setText(word == null ? "Unknown" : word);
        if (known) {
            state.addCoding(new Coding(OWN, code, null));
        }
        StudyImport.complex(study, StudyExtensions.PROGRESS_STATUS)
                .with("state", state)
                .with("actual", new BooleanType(true));
    }
}
