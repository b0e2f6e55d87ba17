package org.platelink.trial.subject;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/** Validates who must consent: for a minor a guardian consents and the minor assents; an adult consents alone. */
record ConsentOfMinor(Majority majority) {

    /**
     * Checks that the guardian's consent and the minor's assent are there for a minor, and absent for an adult.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if not, or if the date of birth
     *     is not exact enough to decide
     */
    void check(
            PartialDate birth, ConsentTime consent, Optional<CodeableConcept> guardian, Optional<ConsentTime> assent) {
        boolean minor = majority.isMinor(birth, consent.day())
                .orElseThrow(() -> FhirErrors.broken(
                        OperationParameters.place(Registration.BIRTH_DATE),
                        "From this birthDate it cannot be told whether the person was a minor (under " + majority.age()
                                + ") at the time of the consent; send the full date. Its day is not kept."));
        if (minor) {
            there(
                    guardian.filter(one -> one.hasText() || one.hasCoding()),
                    Registration.GUARDIAN,
                    "a guardian consents");
            there(assent, Registration.ASSENT, "the minor assents too");
        } else {
            notThere(guardian, Registration.GUARDIAN);
            notThere(assent, Registration.ASSENT);
        }
    }

    private void there(Optional<?> part, String name, String rule) {
        if (part.isEmpty()) {
            throw FhirErrors.broken(
                    OperationParameters.place(name),
                    "The person was a minor (under " + majority.age() + ") at the time of the consent, for whom " + rule
                            + "; add " + name + ".");
        }
    }

    private void notThere(Optional<?> part, String name) {
        if (part.isPresent()) {
            throw FhirErrors.broken(
                    OperationParameters.place(name),
                    "The person was of age (" + majority.age()
                            + ") at the time of the consent and consents alone; leave " + name + " out.");
        }
    }
}
