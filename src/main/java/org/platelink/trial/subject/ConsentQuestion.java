package org.platelink.trial.subject;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.trial.subject.StudyEvents.StudyEvent;
import org.platelink.trial.subject.SubjectConsents.SubjectConsent;

/**
 * The question about the consent of a subject that stands in the guide's extension consent-in-question: none is in
 * force, or an event of the study was before it. The server derives it.
 *
 * @param code the status of the Consent, such as {@code rejected}, or {@code after-event}
 * @param consent the reference of the Consent
 * @param event the reference of the earliest event that was before it; null for a consent that is not in force
 * @param reason why infusions before it stand; null if no reason is recorded
 * @see <a href="https://platelink.org/ig/msc-itp/StructureDefinition/consent-in-question">Consent in question</a>
 */
record ConsentQuestion(String code, String consent, @Nullable String event, @Nullable String reason) {

    static final String AFTER_EVENT = "after-event";
    private static final String URL = CanonicalUrls.STRUCTURE_DEFINITION + "consent-in-question";

    /**
     * The question about the consents of a subject; empty if a consent is in force and nothing was before it, if the
     * subject refers to none, or if a consent ended with the participation.
     *
     * @param ended whether the participation has ended
     */
    static Optional<ConsentQuestion> of(SubjectConsents consents, List<StudyEvent> events, boolean ended) {
        if (consents.consents().isEmpty()) {
            return Optional.empty();
        }
        SubjectConsent first = consents.consents().get(0);
        String reason = consents.deviation().orElse(null);
        if (!consents.isActive() && !(ended && first.wasGiven())) {
            return Optional.of(new ConsentQuestion(first.status(), first.reference(), null, reason));
        }
        return before(consents, events)
                .map(event -> new ConsentQuestion(AFTER_EVENT, first.reference(), event.reference(), reason));
    }

    /** The earliest event that was before every consent that was given. */
    private static Optional<StudyEvent> before(SubjectConsents consents, List<StudyEvent> events) {
        return consents.since().flatMap(since -> events.stream()
                .filter(event -> event.date().isBefore(since.first()))
                .min(Comparator.comparing(event -> event.date().first())));
    }

    /** The extensions of a subject that hold such a question, one at most. */
    static List<Extension> of(ResearchSubject subject) {
        return subject.getExtensionsByUrl(URL);
    }

    /** Writes the question into a subject in the place of the one that it has. */
    static void write(Optional<ConsentQuestion> question, ResearchSubject subject) {
        List<Extension> written = question.map(one -> List.of(one.extension())).orElse(List.of());
        List<Extension> stored = of(subject);
        boolean same = stored.size() == written.size()
                && (stored.isEmpty() || stored.get(0).equalsDeep(written.get(0)));
        if (!same) {
            subject.getExtension().removeIf(extension -> URL.equals(extension.getUrl()));
            written.forEach(subject::addExtension);
        }
    }

    private Extension extension() {
        Extension extension = new Extension(URL);
        extension.addExtension("code", new CodeType(code));
        extension.addExtension("consent", new Reference(consent));
        if (event != null) {
            extension.addExtension("event", new Reference(event));
        }
        if (reason != null) {
            extension.addExtension("reason", new StringType(reason));
        }
        return extension;
    }
}
