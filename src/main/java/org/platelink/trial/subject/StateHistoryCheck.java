package org.platelink.trial.subject;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.trial.subject.StateHistory.Entry;

/**
 * Check that an update keeps the recorded states of a subject, in their order. Dates and reasons may be corrected.
 *
 * <p>A state that an infusion began is tied to that infusion. Only the server's own writes may set the reference to
 * the infusion, move the date, or remove the state when the infusion no longer exists.
 *
 * @param before the history as stored
 * @param byServer whether the server itself writes
 */
record StateHistoryCheck(StateHistory before, boolean byServer) {

    /**
     * Checks the subject that is about to be stored.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409) if a recorded state was
     *     dropped or changed
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if a client writes what only the
     *     server may write for a state that an infusion began
     */
    void check(ResearchSubject subject) {
        List<Entry> after = StateHistory.of(subject).entries();
        int found = 0;
        for (Entry entry : before.entries()) {
            if (found < after.size() && after.get(found).state() == entry.state()) {
                found++;
            } else if (!byServer || entry.because() == null) {
                throw FhirErrors.conflict(
                        "ResearchSubject.extension",
                        "The states that were recorded stay: send the extensions " + StateExtension.URL + " of "
                                + codes(before.entries())
                                + " as they are stored, with days and reasons corrected if need be, and a new state after"
                                + " them.");
            }
        }
        if (!byServer) {
            for (int i = 0; i < after.size(); i++) {
                infusion(
                        i < before.entries().size() ? before.entries().get(i) : null,
                        after.get(i),
                        StateExtension.place(subject, i));
            }
        }
    }

    private static void infusion(@Nullable Entry stored, Entry sent, String place) {
        String because = stored == null ? null : stored.because();
        if (!Objects.equals(because, sent.because())) {
            throw FhirErrors.broken(
                    place,
                    "Which infusion began a state is for the server to write; send the part because "
                            + (because == null ? "of stored states only." : "as it is stored, " + because + "."));
        }
        if (stored != null && because != null && !stored.began().equals(sent.began())) {
            throw FhirErrors.broken(
                    place, sent.state().code() + " begins with " + because + "; correct the time of that infusion.");
        }
    }

    private static String codes(List<Entry> entries) {
        return entries.stream().map(entry -> entry.state().code()).collect(Collectors.joining(", "));
    }
}
