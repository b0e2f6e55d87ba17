package org.platelink.trial.subject;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.pipeline.InterceptorOrder;
import org.platelink.platform.pipeline.ResourceAttribute;
import org.platelink.platform.server.FhirErrors;

/**
 * Storage interceptor that checks the states of every ResearchSubject before it is stored, on every write path: a
 * request, an entry of a transaction, the result of a PATCH, an operation.
 *
 * <p>The states must be an {@link StatePath allowed path} to the status, and
 * {@link StateHistoryCheck recorded states} must stay. The study and the participant of a subject cannot change. A
 * stored subject that becomes eligible must pass every {@link Admission}.
 */
@Interceptor(order = InterceptorOrder.SUBJECT_STATES)
class StateRules {

    /** The time zone in which a day begins first; today there is never earlier than today at any site. */
    private static final ZoneOffset FIRST_ZONE = ZoneOffset.ofHours(14);

    private static final StateHistory NONE = new StateHistory(List.of());

    private static final ResourceAttribute<Boolean> ADMITTED =
            ResourceAttribute.of(ResourceAttribute.Name.ADMITTED_SUBJECT, Boolean.class);

    private static final ResourceAttribute<Boolean> CORRECTED =
            ResourceAttribute.of(ResourceAttribute.Name.CORRECTED_SUBJECT, Boolean.class);

    private final Clock clock;
    private final Supplier<Stream<Admission>> admissions;

    StateRules(Clock clock, Supplier<Stream<Admission>> admissions) {
        this.clock = clock;
        this.admissions = admissions;
    }

    /**
     * Marks a subject that the caller has already checked for admission, so that it is not checked again when it is
     * stored.
     */
    static void markAdmitted(ResearchSubject subject) {
        ADMITTED.set(subject, true);
    }

    /** Marks a subject of which the operation has taken states back. */
    static void markCorrected(ResearchSubject subject) {
        CORRECTED.set(subject, true);
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, order = InterceptorOrder.SUBJECT_STATES)
    public void beforeItIsCreated(IBaseResource resource, @Nullable RequestDetails request) {
        if (resource instanceof ResearchSubject subject) {
            check(NONE, subject, request);
            new ServerExtensionsCheck(isServer(request)).check(new ResearchSubject(), subject);
        }
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, order = InterceptorOrder.SUBJECT_STATES)
    public void beforeItIsUpdated(IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
        if (before instanceof ResearchSubject old && resource instanceof ResearchSubject subject) {
            staysTheSame(old.getStudy(), subject.getStudy(), "study");
            staysTheSame(old.getIndividual(), subject.getIndividual(), "individual");
            if (CORRECTED.of(subject).isPresent()) {
                checkPath(subject);
                return;
            }
            check(StateHistory.of(old), subject, request);
            new ServerExtensionsCheck(isServer(request)).check(old, subject);
            admitted(old, subject);
        }
    }

    private void check(StateHistory before, ResearchSubject subject, @Nullable RequestDetails request) {
        new StateHistoryCheck(before, isServer(request)).check(subject);
        checkPath(subject);
    }

    /** Whether the server itself writes. The request of a client is never one of the system's. */
    static boolean isServer(@Nullable RequestDetails request) {
        return request == null || request instanceof SystemRequestDetails;
    }

    /** Checks that the states are an allowed path and do not begin in the future. */
    void checkPath(ResearchSubject subject) {
        new StatePath(subject).check(LocalDate.now(clock.withZone(FIRST_ZONE)));
    }

    /**
     * Checks admission on every write path by which a stored subject becomes eligible. One that is created with its
     * states is checked by {@link ParticipationRules}, when all that is stored with it is there.
     */
    private void admitted(ResearchSubject before, ResearchSubject subject) {
        if (ADMITTED.of(subject).isEmpty()
                && StateHistory.of(before).entryOf(SubjectState.ELIGIBLE).isEmpty()) {
            StateHistory.of(subject).entryOf(SubjectState.ELIGIBLE).ifPresent(entry -> admissions
                    .get()
                    .forEach(admission -> admission.require(before, entry.date().last())));
        }
    }

    private static void staysTheSame(Reference before, Reference now, String element) {
        String old = plain(before);
        if (!old.equals(plain(now))) {
            throw FhirErrors.broken(
                    "ResearchSubject." + element,
                    "The " + element + " of a subject stays " + old + "; send it so. Another one is another subject.");
        }
    }

    private static String plain(Reference reference) {
        return String.valueOf(
                reference.getReferenceElement().toUnqualifiedVersionless().getValue());
    }
}
