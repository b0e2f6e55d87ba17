package org.platelink.trial.subject;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/**
 * Check that a repeated registration has the same details as the person whom the site already registered under the
 * identifier.
 *
 * @param registration the registration as sent now
 * @param zone the site's time zone
 */
record SamePersonCheck(Registration registration, ZoneId zone) {

    /**
     * Checks the gender and the month of birth. The error names the elements that differ, but not their stored
     * values.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409) if they differ
     */
    void mustBe(Patient participant) {
        refuse(differences(participant));
    }

    /** Whether a stored consent is of the same day. */
    boolean isSameConsent(Consent consent) {
        return consent.hasDateTime()
                && ConsentTime.dayOf(consent.getDateTimeElement(), zone)
                        .equals(registration.consent().day());
    }

    /** Checks the same for a person who is a subject of the study by another consent, and refuses in any case. */
    void refuseAnotherConsent(Patient participant) {
        List<String> differences = differences(participant);
        differences.add(Registration.CONSENT);
        refuse(differences);
    }

    private List<String> differences(Patient participant) {
        List<String> differences = new ArrayList<>();
        if (participant.getGender() != registration.gender()) {
            differences.add(Registration.GENDER);
        }
        String month = participant.getBirthDateElement().getValueAsString();
        // Either of the two may be exact to the year only.
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
                    OperationParameters.place(differences.get(0)),
                    "Your site has registered this identifier with another " + String.join(" and ", differences)
                            + ". Look whether it is this person's; if what is stored is wrong, correct it there."
                            + (differences.equals(List.of(Registration.CONSENT))
                                    ? " If the person is screened again, send rescreening true."
                                    : ""));
        }
    }
}
