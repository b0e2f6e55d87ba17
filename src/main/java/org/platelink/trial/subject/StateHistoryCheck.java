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
 * <p>A state that an infusion or a death began is tied to that record. Only the server's own writes may set the
 * reference to it, move the date, or remove the state when the record no longer says so. A new end of participation
 * has a coded reason.
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
     *     server may write, or ends participation without a coded reason
     */
    void check(ResearchSubject subject) {
        List<Entry> after = StateHistory.of(subject).entries();
        staysRecorded(after);
        if (!byServer) {
            for (int i = 0; i < after.size(); i++) {
                Entry stored = i < before.entries().size() ? before.entries().get(i) : null;
                String place = StateExtension.place(subject, i);
                derived(stored, after.get(i), place);
                codedReason(
                        stored, after.get(i), i == 0 ? null : after.get(i - 1).state(), place);
            }
        }
    }

    private void staysRecorded(List<Entry> after) {
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
    }

    private static void derived(@Nullable Entry stored, Entry sent, String place) {
        String because = stored == null ? null : stored.because();
        if (!Objects.equals(because, sent.because())) {
            throw FhirErrors.broken(
                    place,
                    "What began a state is for the server to write; send the part because "
                            + (because == null ? "of stored states only." : "as it is stored, " + because + "."));
        }
        if (stored != null && because != null && !(stored.began().equals(sent.began()) && stored.end() == sent.end())) {
            throw FhirErrors.broken(
                    place, sent.state().code() + " begins with " + because + "; correct the time of that record.");
        }
        if (because == null && sent.isOfUnknownDay()) {
            throw FhirErrors.broken(
                    place,
                    "Since when the subject is in " + sent.state().code()
                            + " is missing; the part began is a date, a month or a year.");
        }
    }

    /** What was stored without a coded reason stays as it is. */
    private static void codedReason(@Nullable Entry stored, Entry sent, @Nullable SubjectState previous, String place) {
        boolean kept = stored != null
                && stored.state() == sent.state()
                && stored.end() == sent.end()
                && Objects.equals(stored.criterion(), sent.criterion());
        if (!kept) {
            EndReason.faultOf(sent, previous).ifPresent(fault -> {
                throw FhirErrors.broken(place, fault);
            });
        }
    }

    private static String codes(List<Entry> entries) {
        return entries.stream().map(entry -> entry.state().code()).collect(Collectors.joining(", "));
    }
}
