package org.platelink.laboratory.intake.store;

import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.DeliveredResource;

/**
 * Builds the findings for ambiguous result numbers, where it cannot be decided which stored result a message means.
 * Each names both places and what to do.
 */
final class NumberConflicts {

    private NumberConflicts() {}

    /**
     * The result may be a change of a stored one of the same participant, or another result.
     *
     * @param stored the id of the stored one
     */
    static ResultMatch usedAgain(DeliveredResource one, String stored) {
        String address = one.resource().fhirType() + "/" + stored;
        return new ResultMatch.Conflict(new Finding(
                Reason.NUMBER_USED_AGAIN,
                one.place(14, "effective"),
                address,
                "Its number (" + one.numberPlace() + ") is that of " + address
                        + ", which is stored and may be what this one changes, or another result. If it is the one:"
                        + " send the time that it was sent with (OBX-14, effective), or have it taken back (OBX-11 D"
                        + " or W, status entered-in-error) with that time; then this one is stored by itself. If it"
                        + " is another: send it with a number of its own (OBX-21, OBX-4, OBR-3 or identifier)."));
    }

    /**
     * The result may be of the same sample as a stored one of another participant.
     *
     * @param stored the id of the stored one
     */
    static ResultMatch ofAnotherSubject(DeliveredResource one, String stored) {
        String address = one.resource().fhirType() + "/" + stored;
        return new ResultMatch.Conflict(new Finding(
                Reason.NUMBER_OF_ANOTHER_SUBJECT,
                one.numberPlace(),
                address,
                "The number is that of " + address
                        + ", which is stored with another participant and may be the same sample. Find out whose it"
                        + " is. If the stored one is wrong, have it taken back with that patient's number (OBX-11 D or"
                        + " W, status entered-in-error); then this one is stored by itself. If both are right, send"
                        + " this one with a number of its own (OBX-21, OBR-3 or identifier)."));
    }
}
