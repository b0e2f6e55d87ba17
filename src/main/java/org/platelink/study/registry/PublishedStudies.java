package org.platelink.study.registry;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.FhirExtensions;
import org.platelink.platform.hapi.table.ResourceTable;
import org.platelink.study.trds.Registration;
import org.platelink.study.trds.RegistrationReader;
import org.platelink.study.trds.StudyExtensions;
import org.platelink.study.trds.StudyMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Cache of the published studies. Each access checks in the database, cheaply, whether any resource of a study type
 * or an enrolment count changed; only then are the studies read and serialized again. So responses are current and
 * cheap.
 */
final class PublishedStudies {

    private final ResourceTable table;
    private final DaoRegistry store;
    private final StudyParts parts;
    private final Enrolments enrolments;
    private final int smallestNumber;
    private volatile @Nullable Issue latest;

    PublishedStudies(JdbcClient database, DaoRegistry store, Enrolments enrolments, int smallestNumber) {
        this.table = new ResourceTable(database);
        this.store = store;
        this.parts = new StudyParts(store);
        this.enrolments = enrolments;
        this.smallestNumber = smallestNumber;
    }

    /**
     * A consistent state of all studies, with the documents serialized from it.
     *
     * @param state the fingerprint of all study resources, which changes with any of them
     * @param numbers the enrolment counts
     * @param studies the published studies
     * @param written the serialized documents by their key
     */
    record Issue(
            String state,
            Map<String, Enrolments.Enrolment> numbers,
            List<PublicStudy> studies,
            Map<String, Document> written) {

        Optional<PublicStudy> study(String id) {
            return studies.stream().filter(study -> study.id().equals(id)).findFirst();
        }

        /** The document with this key, serialized at the first request. */
        Document document(String key, Supplier<Document> write) {
            return written.computeIfAbsent(key, one -> write.get());
        }
    }

    /** The current state. */
    Issue now() {
        String state = state();
        Issue issue = latest;
        return issue != null && isCurrent(issue, state) ? issue : renewed(state);
    }

    private boolean isCurrent(Issue issue, String state) {
        List<String> ids = issue.studies.stream().map(PublicStudy::id).toList();
        return issue.state.equals(state) && enrolments.of(ids).equals(issue.numbers);
    }

    /** Synchronized, so that of concurrent requests only one reads the studies. */
    private synchronized Issue renewed(String state) {
        Issue issue = latest;
        Issue now = issue != null && isCurrent(issue, state) ? issue : read(state);
        latest = now;
        return now;
    }

    private String state() {
        return table.fingerprint(Stream.concat(StudyMetadata.TYPES.stream(), StudyMetadata.PEOPLE.stream())
                .collect(Collectors.toUnmodifiableSet()));
    }

    private Issue read(String state) {
        List<ResearchStudy> studies = store
                .getResourceDao(ResearchStudy.class)
                .search(SearchParameterMap.newSynchronous(), new SystemRequestDetails())
                .getAllResources()
                .stream()
                .map(ResearchStudy.class::cast)
                .toList();
        Map<String, Enrolments.Enrolment> numbers = enrolments.of(
                studies.stream().map(study -> study.getIdElement().getIdPart()).toList());
        List<PublicStudy> published = new ArrayList<>();
        for (ResearchStudy study : studies) {
            published.add(publish(study, numbers.get(study.getIdElement().getIdPart())));
        }
        published.sort(Comparator.comparing(PublicStudy::id));
        return new Issue(state, numbers, List.copyOf(published), new ConcurrentHashMap<>());
    }

    private PublicStudy publish(ResearchStudy study, Enrolments.@Nullable Enrolment enrolment) {
        Map<String, Resource> others = parts.of(study);
        Instant changed = study.getMeta().getLastUpdated().toInstant();
        Map<String, Resource> people = parts.people(study);
        for (Resource other : Stream.concat(others.values().stream(), people.values().stream())
                .toList()) {
            Instant of = other.getMeta().getLastUpdated().toInstant();
            changed = of.isAfter(changed) ? of : changed;
        }
        Registration registration =
                new RegistrationReader(key -> others.containsKey(key) ? others.get(key) : people.get(key)).read(study);
        boolean stated = registration.enrolment().actual() != null;
        if (!stated && enrolment != null) {
            // Zero counts as a small number too, so that it cannot be seen when the first subject was enrolled.
            boolean told = enrolment.number() >= smallestNumber;
            registration = registration.enrolled(told ? enrolment.number() : null, !told);
            addNumber(study, told ? enrolment.number() : null);
            changed = told && enrolment.changed().isAfter(changed) ? enrolment.changed() : changed;
        }
        return new PublicStudy(study, List.copyOf(others.values()), registration, changed);
    }

    /**
     * Adds the count in the extension for R5's element; a count too small to publish gets the data absent reason
     * masked.
     */
    private static void addNumber(ResearchStudy study, @Nullable Integer number) {
        Extension recruitment = study.getExtensionByUrl(StudyExtensions.RECRUITMENT);
        if (recruitment == null) {
            recruitment = study.addExtension().setUrl(StudyExtensions.RECRUITMENT);
        }
        UnsignedIntType actual = new UnsignedIntType();
        if (number == null) {
            actual.addExtension(new Extension(FhirExtensions.DATA_ABSENT_REASON, new CodeType("masked")));
        } else {
            actual.setValue(number);
        }
        recruitment.addExtension(new Extension("actualNumber", actual));
    }
}
