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
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.jspecify.annotations.Nullable;
import org.platelink.study.trds.Registration;
import org.platelink.study.trds.RegistrationReader;
import org.platelink.study.trds.StudyExtensions;
import org.platelink.study.trds.StudyMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The studies as they are published now. Each look asks the database whether any of their resources changed, which it can
 * answer at once; only then are they read and written out again. So what is answered is current, and cheap.
 */
final class PublishedStudies {

    private static final String[] TYPES = StudyMetadata.TYPES.toArray(String[]::new);
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private final JdbcClient database;
    private final DaoRegistry store;
    private final StudyParts parts;
    private final Enrolments enrolments;
    private final int smallestNumber;
    private volatile @Nullable Issue latest;

    PublishedStudies(JdbcClient database, DaoRegistry store, Enrolments enrolments, int smallestNumber) {
        this.database = database;
        this.store = store;
        this.parts = new StudyParts(store);
        this.enrolments = enrolments;
        this.smallestNumber = smallestNumber;
    }

    /**
     * All studies, as they were at one moment, and what was written of them.
     *
     * @param state changes with any of their resources
     * @param numbers of those who were enrolled
     */
    record Issue(
            String state,
            Map<String, Enrolments.Enrolment> numbers,
            List<PublicStudy> studies,
            Map<String, Document> written) {

        Optional<PublicStudy> study(String id) {
            return studies.stream().filter(study -> study.id().equals(id)).findFirst();
        }

        /** A document that is written once. */
        Document document(String key, Supplier<Document> write) {
            return written.computeIfAbsent(key, one -> write.get());
        }
    }

    /** What is published now. */
    Issue now() {
        String state = state();
        Issue known = latest;
        return known != null && isCurrent(known, state) ? known : renewed(state);
    }

    private boolean isCurrent(Issue known, String state) {
        List<String> ids = known.studies.stream().map(PublicStudy::id).toList();
        return known.state.equals(state) && enrolments.of(ids).equals(known.numbers);
    }

    /** Of those who wait for it together, one reads. */
    private synchronized Issue renewed(String state) {
        Issue known = latest;
        Issue now = known != null && isCurrent(known, state) ? known : read(state);
        latest = now;
        return now;
    }

    /** The versions of all that can be part of a study; a sum, for a change that is committed late may be dated early. */
    private String state() {
        return database.sql(
                        """
                        select count(*) || ' ' || coalesce(sum(res_ver), 0) || ' ' || coalesce(max(res_updated), 'epoch')
                        from hfj_resource
                        where res_type = any(?)
                        """)
                .param(TYPES)
                .query(String.class)
                .single();
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
        for (Resource other : others.values()) {
            Instant of = other.getMeta().getLastUpdated().toInstant();
            changed = of.isAfter(changed) ? of : changed;
        }
        Registration registration = new RegistrationReader(others::get).read(study);
        boolean stated = registration.enrolment().actual() != null;
        if (!stated && enrolment != null) {
            // None is a small number, too: that the first was enrolled is nobody's business.
            boolean told = enrolment.number() >= smallestNumber;
            registration = registration.enrolled(told ? enrolment.number() : null, !told);
            addNumber(study, told ? enrolment.number() : null);
            changed = told && enrolment.changed().isAfter(changed) ? enrolment.changed() : changed;
        }
        return new PublicStudy(study, List.copyOf(others.values()), registration, changed);
    }

    /** Puts the number where R5 has it; in the place of one that is too small to tell, that it is masked. */
    private static void addNumber(ResearchStudy study, @Nullable Integer number) {
        Extension recruitment = study.getExtensionByUrl(StudyExtensions.RECRUITMENT);
        if (recruitment == null) {
            recruitment = study.addExtension().setUrl(StudyExtensions.RECRUITMENT);
        }
        UnsignedIntType actual = new UnsignedIntType();
        if (number == null) {
            actual.addExtension(new Extension(ABSENT, new CodeType("masked")));
        } else {
            actual.setValue(number);
        }
        recruitment.addExtension(new Extension("actualNumber", actual));
    }
}
