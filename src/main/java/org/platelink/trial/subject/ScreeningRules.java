package org.platelink.trial.subject;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.server.FhirErrors;

/**
 * Storage interceptor that keeps the screenings of a participant for a study apart, on every write path: one begins
 * after the one before it has ended, and one that was followed by another stays at its end.
 *
 * <p>What is recorded of a participant belongs to a screening by its day, so two of them never overlap.
 */
@Interceptor(order = InterceptorOrder.SUBJECT_SCREENINGS)
class ScreeningRules {

    private final BiFunction<String, String, Screenings> stored;

    /**
     * Creates the interceptor.
     *
     * @param stored reads the screenings of a participant for a study, by their ids
     */
    ScreeningRules(BiFunction<String, String, Screenings> stored) {
        this.stored = stored;
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, order = InterceptorOrder.SUBJECT_SCREENINGS)
    public void beforeItIsCreated(IBaseResource resource) {
        if (resource instanceof ResearchSubject subject
                && new Screening(subject).earlier().isPresent()) {
            check(subject, null);
        }
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, order = InterceptorOrder.SUBJECT_SCREENINGS)
    public void beforeItIsUpdated(IBaseResource before, IBaseResource resource) {
        if (before instanceof ResearchSubject old && resource instanceof ResearchSubject subject) {
            if (!new Screening(old).earlier().equals(new Screening(subject).earlier())) {
                throw FhirErrors.broken(
                        "ResearchSubject.extension",
                        "Which screening came before stays: send the extension " + Screening.EARLIER
                                + " as it is stored"
                                + new Screening(old)
                                        .earlier()
                                        .map(one -> ", " + one)
                                        .orElse(", without one") + ".");
            }
            check(subject, subject.getIdElement().getIdPart());
        }
    }

    private void check(ResearchSubject subject, @Nullable String id) {
        String participant = id(subject.getIndividual());
        String study = id(subject.getStudy());
        if (participant == null || study == null) {
            return;
        }
        List<Screening> others = stored.apply(participant, study).all().stream()
                .filter(one -> !one.id().equals(id))
                .toList();
        Screening changed = new Screening(subject);
        changed.earlier().ifPresent(earlier -> follows(named(earlier, others), changed));
        others.stream()
                .filter(one -> id != null && one.earlier().equals(Optional.of("ResearchSubject/" + id)))
                .forEach(later -> follows(changed, later));
    }

    private static Screening named(String earlier, List<Screening> others) {
        return others.stream()
                .filter(one -> earlier.equals("ResearchSubject/" + one.id()))
                .findFirst()
                .orElseThrow(() -> FhirErrors.broken(
                        "ResearchSubject.extension",
                        "The earlier screening " + earlier + " is none of the same participant for the same study."));
    }

    private static void follows(Screening earlier, Screening later) {
        PartialDate end = earlier.end()
                .orElseThrow(() -> FhirErrors.conflict(
                        "ResearchSubject.status",
                        "The screening " + earlier.number() + " would not have ended, and " + later.number()
                                + " came after it. A screening that was followed by another stays at its end."));
        LocalDate begins = later.begins()
                .orElseThrow(() -> FhirErrors.broken(
                        "ResearchSubject.extension",
                        "It is not stated since when the subject is in screening again; add the extension "
                                + StateExtension.URL + " for screening."));
        if (!end.last().isBefore(begins)) {
            throw FhirErrors.broken(
                    "ResearchSubject.extension",
                    "The screening " + earlier.number() + " would end on " + end.text() + ", and " + later.number()
                            + " begin on " + begins
                            + "; one begins on a day after the other's end. Correct the day that is"
                            + " wrong.");
        }
    }

    private static @Nullable String id(Reference reference) {
        return reference.getReferenceElement().getIdPart();
    }
}
