package org.platelink.study.ctgov;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.platform.canonical.FhirExtensions;
import org.platelink.study.trds.StudyExtensions;

/**
 * Converts the design of a study: its type, phase, purpose, allocation, model and masking, and the enrolment count.
 */
record ImportedDesign(Source module, ResearchStudy study) {

    /** Purposes that R4 has a code for. */
    private static final Set<String> PURPOSES = Set.of(
            "treatment",
            "prevention",
            "diagnostic",
            "supportive-care",
            "screening",
            "health-services-research",
            "basic-science",
            "device-feasibility");

    void read() {
        String type = module.text("studyType");
        if (type != null) {
            study.addCategory(Parts.concept(CanonicalUrls.CODE_SYSTEM + "study-type", Terms.code(type)));
        }
        phase(module.texts("phases"));
        Source info = module.at("designInfo");
        String purpose = info.text("primaryPurpose");
        if (purpose != null) {
            study.setPrimaryPurposeType(
                    PURPOSES.contains(Terms.code(purpose))
                            ? Parts.concept(CodeSystems.HL7 + "research-study-prim-purp-type", Terms.code(purpose))
                            : new CodeableConcept().setText(purpose));
        }
        design("allocation", info.text("allocation"), null);
        design("model", info.text("interventionModel"), info.text("interventionModelDescription"));
        design("observational", info.text("observationalModel"), null);
        design("time", info.text("timePerspective"), null);
        design("masking", info.text("maskingInfo.masking"), info.text("maskingInfo.maskingDescription"));
        info.texts("maskingInfo.whoMasked").forEach(who -> design("masked", who, null));
        enrolment();
    }

    /**
     * The phase; a study without a phase, such as an observational one, has a data absent reason (not applicable).
     */
    private void phase(List<String> phases) {
        CodeableConcept phase = Terms.phase(phases)
                .map(code -> Parts.concept(CodeSystems.HL7 + "research-study-phase", code))
                .orElseGet(CodeableConcept::new);
        if (phase.isEmpty() && phases.isEmpty()) {
            phase.addExtension(new Extension(FhirExtensions.DATA_ABSENT_REASON, new CodeType("not-applicable")));
        } else if (phase.isEmpty()) {
            phase.setText(String.join(", ", phases));
        }
        study.setPhase(phase);
    }

    /** A part of the design as a code, and the record's description of it as its text. */
    private void design(String thing, @Nullable String value, @Nullable String description) {
        if (value != null || description != null) {
            CodeableConcept part = value == null
                    ? new CodeableConcept()
                    : Parts.concept(CanonicalUrls.CODE_SYSTEM + "study-design", thing + "-" + Terms.code(value));
            study.addExtension(new Extension(StudyExtensions.STUDY_DESIGN, part.setText(description)));
        }
    }

    private void enrolment() {
        Integer count = module.number("enrollmentInfo.count");
        String type = module.text("enrollmentInfo.type");
        if (count != null) {
            Parts.of(study, StudyExtensions.RECRUITMENT)
                    .with("ACTUAL".equals(type) ? "actualNumber" : "targetNumber", new UnsignedIntType(count));
        }
    }
}
