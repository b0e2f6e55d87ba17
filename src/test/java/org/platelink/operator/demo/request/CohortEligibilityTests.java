package org.platelink.operator.demo.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.operator.demo.story.Cohort;
import org.platelink.operator.demo.story.Event;
import org.platelink.operator.demo.story.ProtocolTruth;
import org.platelink.operator.demo.story.SubjectStory;
import org.platelink.trial.eligibility.JudgedRecord;
import org.platelink.trial.subject.SubjectState;

/** What the study's CQL says of a cohort, from the requests that tell it, against a computation of another kind. */
class CohortEligibilityTests {

    private static final LocalDate SEEN_FROM = LocalDate.of(2026, 11, 1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theRulesSayOfEachCriterionWhatTheStorySays(long seed) {
        TreeSet<String> verdicts = new TreeSet<>();
        for (SubjectStory story : new Cohort(seed, SEEN_FROM).subjects(40)) {
            LocalDate consent = story.consent().toLocalDate();
            for (LocalDate day : List.of(consent, consent.plusDays(4), decision(story))) {
                ProtocolTruth truth = new ProtocolTruth(story, day);
                JudgedRecord judged = judged(story, day);
                Map<String, @Nullable Object> said = new LinkedHashMap<>();
                truth.criteria().keySet().forEach(criterion -> said.put(criterion, judged.holds(criterion)));

                assertThat(said)
                        .as("subject " + story.number() + " of seed " + seed + " on " + day)
                        .isEqualTo(new HashMap<>(truth.criteria()));
                verdicts.add(truth.verdict());
            }
            assertThat(new ProtocolTruth(story, decision(story)).verdict())
                    .as("subject " + story.number() + " is moved to where it belongs")
                    .isEqualTo(decided(story).code());
        }
        assertThat(verdicts).containsExactly("eligible", "ineligible", "undecided");
    }

    /** The first move is that which the screening leads to. */
    private static Event.Move move(SubjectStory story) {
        return story.events().stream()
                .filter(Event.Move.class::isInstance)
                .map(Event.Move.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static LocalDate decision(SubjectStory story) {
        return move(story).day();
    }

    private static SubjectState decided(SubjectStory story) {
        return move(story).to();
    }

    private static JudgedRecord judged(SubjectStory story, LocalDate day) {
        List<Resource> record = new ArrayList<>(subject(story));
        Map<String, Resource> byUrl = new HashMap<>();
        int number = 0;
        for (Step step : new StoryRequests(story.until(day)).others()) {
            if (step instanceof Step.Transaction transaction) {
                for (BundleEntryComponent entry : transaction.body().getEntry()) {
                    Resource resource = entry.getResource();
                    resource.setId(resource.fhirType() + "/x" + ++number);
                    // One that is created under a condition is there already.
                    if (!entry.hasFullUrl() || byUrl.putIfAbsent(entry.getFullUrl(), resource) == null) {
                        record.add(resource);
                    }
                    if (resource instanceof QuestionnaireResponse response) {
                        response.getItem().stream()
                                .flatMap(item -> item.getAnswer().stream())
                                .map(QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent::getValue)
                                .filter(UriType.class::isInstance)
                                .map(UriType.class::cast)
                                .forEach(uri -> uri.setValue(Objects.requireNonNull(byUrl.get(uri.getValue()))
                                        .getId()));
                    }
                }
            }
        }
        return JudgedRecord.of(participant(story), record, day.toString(), null);
    }

    private static Patient participant(SubjectStory story) {
        Patient patient = new Patient();
        patient.setId("Patient/p1");
        patient.setGender(story.person().female() ? AdministrativeGender.FEMALE : AdministrativeGender.MALE);
        patient.setBirthDateElement(
                new DateType(story.person().birthDate().toString().substring(0, 7)));
        return patient;
    }

    /** What the registration makes. */
    private static List<Resource> subject(SubjectStory story) {
        LocalDate day = story.consent().toLocalDate();
        Consent consent = new Consent();
        consent.setId("Consent/c1");
        consent.setStatus(ConsentState.ACTIVE);
        consent.setDateTimeElement(Synthetic.time(story.consent()));
        if (story.person().age() < 18) {
            String guide = "https://platelink.org/ig/msc-itp/StructureDefinition/";
            consent.addExtension(guide + "consent-by-guardian", new CodeableConcept().setText("mother"));
            consent.addExtension(guide + "assent", Synthetic.time(story.consent()));
        }
        ResearchSubject subject = new ResearchSubject();
        subject.setId("ResearchSubject/s1");
        subject.setConsent(new Reference("Consent/c1"));
        subject.setStudy(new Reference("ResearchStudy/NCT06813157"));
        Observation age = new Observation();
        age.setId("Observation/age");
        age.setStatus(Observation.ObservationStatus.FINAL);
        age.getCode().addCoding().setSystem("http://loinc.org").setCode("30525-0");
        age.setEffective(new DateTimeType(day.toString()));
        age.setValue(new Quantity().setValue(story.person().age()).setCode("a"));
        return List.of(consent, subject, age);
    }
}
