package org.platelink.trial.review;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.Session;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.VerificationResult;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.hapi.table.References;
import org.platelink.platform.hapi.table.ResearchSubjects;
import org.platelink.platform.hapi.table.ResearchSubjects.Subject;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/**
 * Service that records source verifications and sign-offs. What they rest on is locked until they are committed, so
 * that no change of it goes unseen.
 */
final class Verifications {

    private final FhirContext fhir;
    private final IFhirResourceDao<VerificationResult> store;
    private final IFhirResourceDao<Encounter> visits;
    private final IFhirResourceDao<Task> tasks;
    private final ReviewedSubjects subjects;
    private final IHapiTransactionService transactions;
    private final EntityManager entityManager;
    private final Clock clock;

    Verifications(
            FhirContext fhir,
            IFhirResourceDao<VerificationResult> store,
            IFhirResourceDao<Encounter> visits,
            IFhirResourceDao<Task> tasks,
            ReviewedSubjects subjects,
            IHapiTransactionService transactions,
            EntityManager entityManager,
            Clock clock) {
        this.fhir = fhir;
        this.store = store;
        this.visits = visits;
        this.tasks = tasks;
        this.subjects = subjects;
        this.transactions = transactions;
        this.entityManager = entityManager;
        this.clock = clock;
    }

    /**
     * Records that data points of a subject were compared with their source.
     *
     * @param targets the resources, each with the version that was seen
     * @param element the one element that was verified; null for all
     */
    VerificationResult verify(IdType id, List<Reference> targets, @Nullable String element, Reviewer who) {
        String place = OperationParameters.place("target");
        ResearchSubject subject = subjects.subject(id);
        Map<String, String> seen = new TreeMap<>();
        for (Reference target : targets) {
            if (!target.getReferenceElement().hasVersionIdPart()) {
                throw FhirErrors.broken(
                        place,
                        "A verification rests on the version that was seen; name it, such as Observation/1/_history/2.");
            }
            Resource resource = subjects.ofSubject(subject, target, place);
            DataPoint point = DataPoint.of(resource, element, OperationParameters.place("element"), fhir);
            seen.put(point.reference(), point.version());
        }
        return transactions.withRequest(who.request()).execute(() -> {
            Map<String, String> present = lock(seen.keySet());
            seen.forEach((reference, version) -> {
                if (!version.equals(present.get(reference))) {
                    throw FhirErrors.conflict(
                            place,
                            reference + " has the version " + present.get(reference) + " by now, and " + version
                                    + " was seen; look at it and verify that one.");
                }
            });
            return stored(
                    Verification.of(
                            Verification.Process.SOURCE_VERIFICATION,
                            seen,
                            element == null ? List.of() : List.of(element),
                            List.of(ReviewedSubjects.patient(subject), "ResearchSubject/" + id.getIdPart()),
                            who,
                            Date.from(clock.instant())),
                    subject,
                    who.request());
        });
    }

    /** Records that a visit, with all that refers to it, was reviewed. */
    VerificationResult signOff(IdType id, Reviewer who) {
        String visit = "Encounter/" + id.getIdPart();
        return transactions.withRequest(who.request()).execute(() -> {
            Encounter encounter = visits.read(new IdType(visit), new SystemRequestDetails());
            if (encounter.getStatus() != EncounterStatus.FINISHED) {
                throw FhirErrors.conflict(
                        "Encounter.status",
                        "A visit is signed off when it is finished; it is "
                                + encounter.getStatus().toCode() + ".");
            }
            lock(List.of(visit));
            Map<String, String> versions = lock(withItsData(visit));
            List<String> open = unsettledOn(versions.keySet());
            if (!open.isEmpty()) {
                throw FhirErrors.conflict(
                        "Encounter",
                        "Queries on the visit are unsettled: " + String.join(", ", open)
                                + ". Have them answered and close or cancel them, then sign it off.");
            }
            String patient = ReviewedSubjects.patientOf(encounter).orElseThrow();
            ResearchSubject subject = subjects.subject(new IdType("ResearchSubject", subjectOf(patient)));
            return stored(
                    Verification.of(
                            Verification.Process.VISIT_SIGN_OFF,
                            versions,
                            List.of(),
                            List.of(
                                    patient,
                                    "ResearchSubject/" + subject.getIdElement().getIdPart()),
                            who,
                            Date.from(clock.instant())),
                    subject,
                    who.request());
        });
    }

    private Collection<String> withItsData(String visit) {
        TreeSet<String> data = new TreeSet<>(List.of(visit));
        reads(references -> references.to(List.of(visit))).stream()
                .filter(reference -> subjects.isData(reference.substring(0, reference.indexOf('/'))))
                .forEach(data::add);
        return data;
    }

    private List<String> unsettledOn(Collection<String> data) {
        return reads(references -> references.to(data, "Task.focus")).stream()
                .filter(id -> {
                    Task task = tasks.read(new IdType("Task", id), new SystemRequestDetails());
                    return Query.is(task) && QueryStatus.of(task).isUnsettled();
                })
                .map(id -> "Task/" + id)
                .toList();
    }

    private String subjectOf(String patient) {
        List<Subject> found = entityManager.unwrap(Session.class).doReturningWork(connection -> new ResearchSubjects(
                        connection)
                .ofPatients(List.of(patient.substring("Patient/".length()))));
        if (found.isEmpty()) {
            throw FhirErrors.conflict("Encounter.subject", "The participant is no subject of a study.");
        }
        return found.get(found.size() - 1).id();
    }

    private Map<String, String> lock(Collection<String> references) {
        return reads(stored -> stored.lock(references));
    }

    /** Reads reference links within the transaction. */
    private interface Reading<T> {
        T of(References references) throws SQLException;
    }

    private <T> T reads(Reading<T> reading) {
        entityManager.flush();
        return entityManager
                .unwrap(Session.class)
                .doReturningWork(connection -> reading.of(new References(connection)));
    }

    private VerificationResult stored(
            VerificationResult verification, ResearchSubject subject, RequestDetails request) {
        subject.getMeta().getTag().forEach(tag -> verification.getMeta().addTag(tag.copy()));
        return (VerificationResult) store.create(verification, request).getResource();
    }
}
