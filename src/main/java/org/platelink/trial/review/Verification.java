package org.platelink.trial.review;

import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Signature;
import org.hl7.fhir.r4.model.VerificationResult;
import org.hl7.fhir.r4.model.VerificationResult.Status;
import org.hl7.fhir.r4.model.VerificationResult.VerificationResultValidatorComponent;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;

/** Reads and writes a VerificationResult, by the guide's profile source-verification. */
final class Verification {

    private static final String PROFILE = CanonicalUrls.STRUCTURE_DEFINITION + "source-verification";
    private static final String VERSION = CanonicalUrls.STRUCTURE_DEFINITION + "verified-version";
    private static final String OUTDATED_BY = CanonicalUrls.STRUCTURE_DEFINITION + "outdated-by";
    private static final String SIGNATURES = "urn:iso-astm:E1762-95:2013";

    private Verification() {}

    /** What is stated. */
    enum Process {
        SOURCE_VERIFICATION("source-verification", "1.2.840.10065.1.12.1.5", "Verification Signature"),
        VISIT_SIGN_OFF("visit-sign-off", "1.2.840.10065.1.12.1.13", "Review Signature");

        private final String code;
        private final String signature;
        private final String display;

        Process(String code, String signature, String display) {
            this.code = code;
            this.signature = signature;
            this.display = display;
        }
    }

    /**
     * A new verification.
     *
     * @param versions the versions that were seen, by reference
     * @param elements the elements that were verified; empty for all
     * @param whose the references to the Patient and the ResearchSubject
     */
    static VerificationResult of(
            Process process,
            Map<String, String> versions,
            Collection<String> elements,
            List<String> whose,
            Reviewer who,
            Date now) {
        VerificationResult made = new VerificationResult();
        made.getMeta().addProfile(PROFILE);
        versions.forEach((reference, version) -> {
            Reference target = new Reference(reference);
            target.addExtension(new Extension(VERSION, new IdType(version)));
            made.addTarget(target);
        });
        whose.forEach(reference -> made.addTarget(new Reference(reference)));
        elements.forEach(made::addTargetLocation);
        made.setStatus(Status.VALIDATED);
        made.setStatusDate(now);
        made.setLastPerformed(now);
        made.setValidationType(concept(CodeSystems.HL7 + "validation-type", "primary"));
        made.addValidationProcess(concept(CanonicalUrls.CODE_SYSTEM + "verification-process", process.code));
        Signature signature = new Signature().setWhen(now).setWho(who.reference());
        signature.addType(
                new Coding().setSystem(SIGNATURES).setCode(process.signature).setDisplay(process.display));
        made.addValidator(new VerificationResultValidatorComponent()
                .setOrganization(who.reference())
                .setAttestationSignature(signature));
        return made;
    }

    /** Marks it as outdated. */
    static VerificationResult outdated(VerificationResult verification, String by, Date now) {
        verification.setStatus(Status.REQREVALID);
        verification.setStatusDate(now);
        verification.addExtension(new Extension(OUTDATED_BY, new Reference(by)));
        return verification;
    }

    static boolean holds(VerificationResult verification) {
        return verification.getStatus() == Status.VALIDATED;
    }

    static boolean isOf(VerificationResult verification, Process process) {
        return verification.getValidationProcess().stream()
                .anyMatch(one -> one.hasCoding(CanonicalUrls.CODE_SYSTEM + "verification-process", process.code));
    }

    /** The verified versions, by reference. */
    static Map<String, String> versions(VerificationResult verification) {
        Map<String, String> versions = new TreeMap<>();
        for (Reference target : verification.getTarget()) {
            Optional.ofNullable(target.getExtensionByUrl(VERSION))
                    .map(extension -> extension.getValue().primitiveValue())
                    .filter(Objects::nonNull)
                    .ifPresent(version -> versions.put(
                            target.getReferenceElement()
                                    .toUnqualifiedVersionless()
                                    .getValue(),
                            version));
        }
        return versions;
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept().addCoding(new Coding().setSystem(system).setCode(code));
    }
}
