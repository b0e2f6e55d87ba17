package org.platelink.trial.eligibility;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.study.rules.DerivedResults;

/**
 * Maps an {@link EligibilityAssessment} to the Observations that are stored for it: one for the verdict, and one for
 * each criterion and each part of a criterion.
 */
final class AssessmentObservations {

    static final String PLANNED = CanonicalUrls.STRUCTURE_DEFINITION + "planned-first-infusion";
    private static final String ELIGIBILITY = "eligibility";

    private final EligibilityAssessment judgement;
    private final Date issued;

    AssessmentObservations(EligibilityAssessment judgement, Instant issued) {
        this.judgement = judgement;
        this.issued = Date.from(issued);
    }

    static String verdictId(String subject) {
        return DerivedResults.id(subject, ELIGIBILITY);
    }

    /**
     * All Observations of the assessment, in an order in which each reference points to an earlier one: parts before
     * their criterion, and the verdict last.
     */
    List<Observation> all() {
        List<Observation> all = new ArrayList<>();
        judgement.answers().forEach(answer -> add(answer, all));
        all.add(verdict());
        return all;
    }

    private void add(CriterionAnswer answer, List<Observation> all) {
        answer.parts().forEach(part -> add(part, all));
        all.add(criterion(answer));
    }

    private Observation criterion(CriterionAnswer answer) {
        Observation result = result(answer.code().getCode(), "criterion-result");
        result.setCode(new CodeableConcept(answer.code().copy().setDisplay(null)));
        result.setValue(value("criterion-result", answer.result().code(), answer.sentence()));
        DerivedResults.restsOn(result, answer.evidence());
        answer.parts().forEach(part -> result.addHasMember(member(part)));
        return result;
    }

    private Observation verdict() {
        Observation result = result(ELIGIBILITY, "eligibility-verdict");
        result.getCode().addCoding(new Coding(CanonicalUrls.CODE_SYSTEM + "derived-results", ELIGIBILITY, null));
        result.setValue(verdict(judgement));
        if (judgement.firstInfusion() != null) {
            result.addExtension(PLANNED, new DateType(judgement.firstInfusion().toString()));
        }
        judgement.answers().forEach(answer -> result.addHasMember(member(answer)));
        return result;
    }

    private Observation result(String what, String profile) {
        Observation result = DerivedResults.result(judgement.subject(), what);
        result.getMeta().addProfile(CanonicalUrls.STRUCTURE_DEFINITION + profile);
        result.setSubject(new Reference("Patient/" + judgement.patient()));
        result.addFocus(new Reference("ResearchSubject/" + judgement.subject()));
        result.setEffective(new DateTimeType(judgement.asOf().toString()));
        result.setIssued(issued);
        return result;
    }

    /** The verdict as a CodeableConcept: its code, and the sentence that explains it as the text. */
    static CodeableConcept verdict(EligibilityAssessment judgement) {
        return value("eligibility-verdict", judgement.verdict().code(), judgement.sentence());
    }

    private static CodeableConcept value(String system, String code, String sentence) {
        return new CodeableConcept(new Coding(CanonicalUrls.CODE_SYSTEM + system, code, null)).setText(sentence);
    }

    private Reference member(CriterionAnswer answer) {
        return new Reference("Observation/"
                + DerivedResults.id(judgement.subject(), answer.code().getCode()));
    }
}
