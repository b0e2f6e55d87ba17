package org.platelink.trial.subject;

import java.time.LocalDate;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.platelink.platform.canonical.CanonicalUrls;

/**
 * One screening of a participant for a study, and what came of it: a ResearchSubject.
 *
 * @param subject the ResearchSubject
 */
record Screening(ResearchSubject subject) {

    static final String EARLIER = CanonicalUrls.STRUCTURE_DEFINITION + "earlier-screening";

    String id() {
        return subject.getIdElement().getIdPart();
    }

    /** The reference of the screening before it; empty if it is the first. */
    Optional<String> earlier() {
        return Optional.ofNullable(subject.getExtensionByUrl(EARLIER))
                .map(Extension::getValue)
                .filter(Reference.class::isInstance)
                .map(value -> ((Reference) value)
                        .getReferenceElement()
                        .toUnqualifiedVersionless()
                        .getValue());
    }

    /** The subject number; the id if it has none. */
    String number() {
        return subject.getIdentifier().stream()
                .filter(one -> SubjectNumbers.isSystem(one.getSystem()))
                .findFirst()
                .map(Identifier::getValue)
                .orElse(id());
    }

    SubjectState state() {
        return history().present();
    }

    /** The first day on which it may have begun; empty if that is not recorded. */
    Optional<LocalDate> begins() {
        return history()
                .entryOf(SubjectState.SCREENING)
                .map(entry -> entry.date().first())
                .or(() -> Optional.ofNullable(
                                subject.getPeriod().getStartElement().getValueAsString())
                        .map(start -> PartialDate.of(start.substring(0, Math.min(start.length(), 10)))
                                .first()));
    }

    /** When it ended; empty if it has not, or if that is not recorded. */
    Optional<PartialDate> end() {
        StateHistory history = history();
        return history.present().isEnd() && !history.entries().isEmpty()
                ? Optional.of(
                        history.entries().get(history.entries().size() - 1).date())
                : Optional.empty();
    }

    boolean isTreated() {
        return history().entryOf(SubjectState.ON_STUDY_INTERVENTION).isPresent();
    }

    private StateHistory history() {
        return StateHistory.of(subject);
    }
}
