package org.platelink.trial.subject;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.trial.subject.StateHistory.Entry;

/**
 * What was recorded of a subject's states and must be found again in what is about to be stored: the states in their order.
 * Days and reasons may be corrected.
 *
 * <p>A state that an infusion began goes with the infusion: only the server's own writes name the infusion and move the day
 * with it, and only they take the state away when there is no such infusion any more.
 *
 * @param before what is stored
 * @param byServer whether it is the server itself that writes
 */
record StateHistoryCheck(StateHistory before, boolean byServer) {

    /**
     * Refuses to lose what was recorded.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException (409) if a state was dropped or changed
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if another than the server writes what
     *     infusions began
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
