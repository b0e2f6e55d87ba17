package org.platelink.study.ctgov;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchStudy.ResearchStudyStatus;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.study.trds.StudyExtensions;

/**
 * Sets the status of a study: R4's code, and beside it the registry's own status, because R4 has one code for several
 * of these.
 */
final class ImportedStatus {

    private static final String OWN = CanonicalUrls.CODE_SYSTEM + "recruitment-status";

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
     * Sets both statuses.
     *
     * @param word the registry's status; null if the record has none
     * @param chosen R4's code, which takes precedence over the one for the registry's status; null if nobody chose
     *     one
     * @throws InvalidStudyRecord if R4 has no code for the status and none was chosen
     */
    static void set(ResearchStudy study, @Nullable String word, @Nullable ResearchStudyStatus chosen) {
        String code = word == null ? "unknown" : Terms.code(word);
        ResearchStudyStatus status = chosen != null ? chosen : R4.get(code);
        if (status == null) {
            throw new InvalidStudyRecord("FHIR R4 has no code for a study whose status is "
                    + (word == null ? "not stated" : word) + " and wants one: say with --status which of "
                    + Arrays.stream(ResearchStudyStatus.values())
                            .filter(one -> one != ResearchStudyStatus.NULL)
                            .map(ResearchStudyStatus::toCode)
                            .collect(Collectors.joining(", "))
                    + " it is. What the registry calls it is kept beside it.");
        }
        study.setStatus(status);
        CodeableConcept state = new CodeableConcept().setText(word == null ? "Unknown" : word);
        if (R4.containsKey(code) || code.equals("unknown")) {
            state.addCoding(new Coding(OWN, code, null));
        }
        Parts.of(study, StudyExtensions.PROGRESS_STATUS).with("state", state).with("actual", new BooleanType(true));
    }
}
