package org.platelink.trial.subject;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.platelink.platform.server.FhirErrors;

/**
 * Whether a registration is of the person whom the site knows by the identifier: one that is sent again says the same.
 *
 * @param zone the site's time zone
 */
record SamePersonCheck(Registration registration, ZoneId zone) {

    /**
     * Refuses another person's details; which they are, and not what they say.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409)
     */
    void mustBe(Patient participant) {
        refuse(differences(participant));
    }

    /** The same for whom is a subject already: it is that subject's consent too. */
    void mustBe(Patient participant, Consent consent) {
        List<String> differences = differences(participant);
        if (!consent.hasDateTime()
                || !ConsentTime.dayOf(consent.getDateTimeElement(), zone)
                        .equals(registration.consent().day())) {
            differences.add(Registration.CONSENT);
        }
        refuse(differences);
    }

    private List<String> differences(Patient participant) {
        List<String> differences = new ArrayList<>();
        if (participant.getGender() != registration.gender()) {
            differences.add(Registration.GENDER);
        }
        String month = participant.getBirthDateElement().getValueAsString();
        // One of them may be known to the year alone.
        if (month == null
                || !month.startsWith(registration.birthMonth())
                        && !registration.birthMonth().startsWith(month)) {
            differences.add(Registration.BIRTH_DATE);
        }
        return differences;
    }

    private static void refuse(List<String> differences) {
        if (!differences.isEmpty()) {
            throw FhirErrors.conflict(
                    OperationInput.place(differences.get(0)),
                    "Your site has registered this identifier with another " + String.join(" and ", differences)
                            + ". Look whether it is this person's; if what is stored is wrong, correct it there.");
        }
    }
}
