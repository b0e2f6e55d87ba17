package org.platelink.trial.subject;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/**
 * Validates who must consent: for a minor a guardian consents and, from an age that the study states, the minor
 * assents or the assent is waived with a reason; an adult consents alone.
 *
 * @param assent the age from which a minor is asked to assent
 */
record ConsentOfMinor(Majority majority, Majority assent) {

    private static final String AGE_OF_ASSENT = CanonicalUrls.STRUCTURE_DEFINITION + "age-of-assent";

    /** The rule of a study: the age of assent that it states, else the one given. */
    static ConsentOfMinor of(ResearchStudy study, Majority majority, int ageOfAssent) {
        Extension stated = study.getExtensionByUrl(AGE_OF_ASSENT);
        return new ConsentOfMinor(
                majority,
                new Majority(
                        stated != null && stated.getValue() instanceof UnsignedIntType age && age.hasValue()
                                ? age.getValue()
                                : ageOfAssent));
    }

    /**
     * Checks that the guardian's consent and the minor's assent, or its waiver, are there for a minor, and absent for
     * an adult.
     *
     * @return the reason of the waiver, empty if the minor assented or the person is of age; the study's rule for one
     *     who is younger than the age of assent, if nothing was sent
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if not, or if the date of birth
     *     is not exact enough to decide
     */
    Optional<String> check(
            PartialDate birth,
            ConsentTime consent,
            Optional<CodeableConcept> guardian,
            Optional<ConsentTime> assented,
            Optional<String> waiver) {
        boolean minor = majority.isMinor(birth, consent.day())
                .orElseThrow(() -> FhirErrors.broken(
                        OperationParameters.place(Registration.BIRTH_DATE),
                        "From this birthDate it cannot be told whether the person was a minor (under " + majority.age()
                                + ") at the time of the consent; send the full date. Its day is not kept."));
        if (!minor) {
            notThere(guardian, Registration.GUARDIAN);
            notThere(assented, Registration.ASSENT);
            notThere(waiver, Registration.ASSENT_WAIVER);
            return Optional.empty();
        }
        there(
                guardian.filter(one -> one.hasText() || one.hasCoding()),
                Registration.GUARDIAN,
                "The person was a minor (under " + majority.age()
                        + ") at the time of the consent, for whom a guardian consents");
        if (assented.isPresent() && waiver.isPresent()) {
            throw FhirErrors.broken(
                    OperationParameters.place(Registration.ASSENT_WAIVER),
                    "The minor assented, so nothing is waived; leave " + Registration.ASSENT_WAIVER + " out, or "
                            + Registration.ASSENT + " if the minor did not assent.");
        }
        if (assented.isPresent() || waiver.isPresent()) {
            return waiver;
        }
        boolean young = assent.isMinor(birth, consent.day())
                .orElseThrow(() -> FhirErrors.broken(
                        OperationParameters.place(Registration.BIRTH_DATE),
                        "From this birthDate it cannot be told whether the minor was of the age of assent ("
                                + assent.age() + ") at the time of the consent; send the full date, or "
                                + Registration.ASSENT + ", or " + Registration.ASSENT_WAIVER
                                + " with the reason. The day of birth is not kept."));
        if (!young) {
            there(
                    assented,
                    Registration.ASSENT,
                    "The minor was of the age of assent (" + assent.age() + ") at the time of the consent; send "
                            + Registration.ASSENT_WAIVER + " with the reason if the assent was waived, else");
        }
        return Optional.of("Under " + assent.age() + ", the age from which the study asks for the assent.");
    }

    private static void there(Optional<?> part, String name, String rule) {
        if (part.isEmpty()) {
            throw FhirErrors.broken(OperationParameters.place(name), rule + "; add " + name + ".");
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
