package org.platelink.trial.eligibility;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;

/**
 * Stores the protocol deviation of an infusion that was given although the verdict did not hold: one DetectedIssue
 * for each such infusion, in the transaction that records it.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/StructureDefinition/protocol-deviation">Protocol deviation</a>
 */
final class EligibilityDeviations {

    static final String REASON = CanonicalUrls.STRUCTURE_DEFINITION + "ineligible-infusion-reason";

    private final IFhirResourceDao<DetectedIssue> issues;
    private final Clock clock;

    EligibilityDeviations(IFhirResourceDao<DetectedIssue> issues, Clock clock) {
        this.issues = issues;
        this.clock = clock;
    }

    /** The reason that an infusion states; null if it states none. */
    static @Nullable String reason(MedicationAdministration dose) {
        Extension extension = dose.getExtensionByUrl(REASON);
        String text = extension == null ? null : extension.getValue().primitiveValue();
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * Records the deviation.
     *
     * @param sentence what spoke against the infusion
     * @param verdict the id of the Observation of the verdict; null if there is none
     */
    void record(MedicationAdministration dose, String sentence, @Nullable String verdict) {
        DetectedIssue issue = new DetectedIssue();
        issue.setId(id(dose));
        issue.getMeta().addProfile(CanonicalUrls.STRUCTURE_DEFINITION + "protocol-deviation");
        issue.setStatus(DetectedIssueStatus.FINAL);
        issue.setCode(new CodeableConcept(
                new Coding(CanonicalUrls.CODE_SYSTEM + "protocol-deviation", "infusion-not-eligible", null)));
        issue.setPatient(new Reference(
                "Patient/" + dose.getSubject().getReferenceElement().getIdPart()));
        issue.setIdentified(new DateTimeType(Date.from(clock.instant())));
        issue.addImplicated(
                new Reference("MedicationAdministration/" + dose.getIdElement().getIdPart()));
        if (verdict != null) {
            issue.addEvidence().addDetail(new Reference("Observation/" + verdict));
        }
        issue.setDetail(sentence);
        issue.addExtension(REASON, new StringType(reason(dose)));
        issues.update(issue, new SystemRequestDetails());
    }

    /**
     * Takes over the reason of a recorded infusion into its deviation, if it has one.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if the reason is gone
     */
    void follow(MedicationAdministration dose) {
        stored(dose)
                .filter(issue -> issue.getStatus() == DetectedIssueStatus.FINAL)
                .ifPresent(issue -> {
                    String reason = reason(dose);
                    if (reason == null) {
                        throw FhirErrors.broken(
                                "MedicationAdministration.extension",
                                "The infusion is a protocol deviation, and its reason stays: send the extension "
                                        + REASON + ", corrected where it must be.");
                    }
                    if (!reason.equals(
                            issue.getExtensionByUrl(REASON).getValue().primitiveValue())) {
                        issue.getExtensionByUrl(REASON).setValue(new StringType(reason));
                        issues.update(issue, new SystemRequestDetails());
                    }
                });
    }

    /** Marks the deviation of an infusion as an error: it was not given, or the verdict holds for it. */
    void withdraw(MedicationAdministration dose) {
        stored(dose)
                .filter(issue -> issue.getStatus() == DetectedIssueStatus.FINAL)
                .ifPresent(issue -> {
                    issue.setStatus(DetectedIssueStatus.ENTEREDINERROR);
                    issues.update(issue, new SystemRequestDetails());
                });
    }

    private Optional<DetectedIssue> stored(MedicationAdministration dose) {
        try {
            return Optional.of(issues.read(new IdType(id(dose)), new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException none) {
            return Optional.empty();
        }
    }

    private static String id(MedicationAdministration dose) {
        return "DetectedIssue/deviation-"
                + UUID.nameUUIDFromBytes(dose.getIdElement().getIdPart().getBytes(StandardCharsets.UTF_8));
    }
}
