package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.trial.subject.StateHistory.Entry;

/**
 * Histories in short: {@code screening 2026-03-01}, {@code eligible 2026-03-05 MedicationAdministration/1}, {@code
 * off-study 2026-05-01 (adverse-event)}.
 */
final class Histories {

    private Histories() {}

    static StateHistory history(String... entries) {
        return new StateHistory(Arrays.stream(entries).map(Histories::entry).toList());
    }

    static ResearchSubject subject(String... entries) {
        ResearchSubject subject = new ResearchSubject();
        subject.setStudy(new Reference("ResearchStudy/s"));
        subject.setIndividual(new Reference("Patient/p"));
        history(entries).writeTo(subject);
        return subject;
    }

    private static Entry entry(String text) {
        String[] parts = text.split(" ");
        String because = parts.length > 2 && parts[2].contains("/") ? parts[2] : null;
        String last = parts[parts.length - 1];
        EndReason end =
                last.startsWith("(") ? EndReason.of(last.replaceAll("[()]", "")).orElseThrow() : null;
        return new Entry(SubjectState.of(parts[0]).orElseThrow(), parts[1], null, because, end, null);
    }

    /** A history in the same short form. */
    static String[] of(ResearchSubject subject) {
        return StateHistory.of(subject).entries().stream()
                .map(entry -> entry.state().code() + " " + entry.began()
                        + (entry.because() == null ? "" : " " + entry.because())
                        + (entry.end() == null ? "" : " (" + entry.end().code() + ")"))
                .toArray(String[]::new);
    }

    /** The status, the place and the sentence of a refusal; empty if there was none. */
    static String refusal(ThrowingCallable work) {
        BaseServerResponseException refused = catchThrowableOfType(BaseServerResponseException.class, work);
        if (refused == null) {
            return "";
        }
        OperationOutcome.OperationOutcomeIssueComponent issue =
                ((OperationOutcome) refused.getOperationOutcome()).getIssueFirstRep();
        return refused.getStatusCode() + " " + issue.getExpression().get(0).getValue() + " " + issue.getDiagnostics();
    }
}
