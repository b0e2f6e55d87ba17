package org.platelink.operator.demo.request;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.platelink.operator.demo.request.Step.Registration;
import org.platelink.operator.demo.request.Step.Transaction;
import org.platelink.operator.demo.story.Cohort;
import org.platelink.operator.demo.story.SubjectStory;
import org.platelink.platform.validation.GuideValidator;

class StoryRequestsTests {

    private static final LocalDate DAY = LocalDate.parse("2026-11-25");
    private static final Pattern NAMED = Pattern.compile("Encounter/\\$([a-z0-9-]+)");
    private static final IParser JSON = FhirContext.forR4Cached().newJsonParser();
    private static final List<SubjectStory> STORIES = stories();

    private static List<SubjectStory> stories() {
        return new Cohort(1, DAY)
                .subjects(60).stream().map(story -> story.until(DAY)).toList();
    }

    @Test
    void theGuideTakesAllOfIt() {
        Set<String> faults = new HashSet<>();
        resources().forEach(resource -> faults.addAll(GuideValidator.refusals(asStored(resource))));
        assertThat(faults).isEmpty();
    }

    @Test
    void theSameStoryGivesTheVerySameRequests() {
        assertThat(sent(stories())).isEqualTo(sent(STORIES)).hasSizeGreaterThan(1000);
    }

    @Test
    void aVisitIsThereBeforeAnythingRefersToIt() {
        for (SubjectStory story : STORIES) {
            Set<String> known = new HashSet<>();
            for (Step step : new StoryRequests(story).others()) {
                if (step instanceof Transaction transaction && transaction.visit() != null) {
                    known.add(transaction.visit());
                }
                Matcher named = NAMED.matcher(JSON.encodeResourceToString(step.body()));
                while (named.find()) {
                    assertThat(known).contains(named.group(1));
                }
            }
        }
    }

    @Test
    void resultsComeInManyUnitsAndSomeAreCorrectedOrWithoutAValue() {
        List<Observation> results = resources()
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .toList();
        assertThat(results)
                .extracting(result -> result.hasValueQuantity()
                        ? result.getCode().getCodingFirstRep().getCode() + " "
                                + result.getValueQuantity().getCode()
                        : "")
                .contains(
                        "777-3 10*9/L",
                        "777-3 10*3/uL",
                        "777-3 /uL",
                        "1742-6 U/L",
                        "1743-4 ukat/L",
                        "1975-2 mg/dL",
                        "14631-6 umol/L",
                        "2465-3 g/L",
                        "2465-3 mg/dL",
                        "29463-7 kg");
        assertThat(results)
                .extracting(result -> result.getStatus().toCode())
                .contains("corrected")
                .containsOnly("final", "corrected");
        assertThat(results).anyMatch(Observation::hasDataAbsentReason);
    }

    @Test
    void whoThePersonIsStandsInTheRegistrationAlone() {
        for (SubjectStory story : STORIES) {
            String identifier = Synthetic.person(story.cohort(), story.number()).getValue();
            Registration registration = new StoryRequests(story).registration();
            assertThat(JSON.encodeResourceToString(registration.body())).contains(identifier);
            // Who is screened again is registered again.
            assertThat(new StoryRequests(story).others())
                    .filteredOn(step -> !(step instanceof Registration))
                    .noneMatch(step -> JSON.encodeResourceToString(step.body()).contains(identifier));
        }
    }

    @Test
    void everythingSaysThatItIsSynthetic() {
        assertThat(resources()).allSatisfy(resource -> {
            assertThat(resource.getMeta().getTag(Synthetic.SYSTEM, "synthetic")).isNotNull();
            assertThat(resource.getMeta().getTag(Synthetic.SYSTEM, "demo-1-2026-11-25"))
                    .isNotNull();
        });
    }

    private static List<String> sent(List<SubjectStory> stories) {
        return stories.stream()
                .flatMap(story -> Stream.concat(
                        Stream.of(new StoryRequests(story).registration()), new StoryRequests(story).others().stream()))
                .map(step -> JSON.encodeResourceToString(step.body()))
                .toList();
    }

    private static Stream<Resource> resources() {
        return STORIES.stream()
                .flatMap(story -> new StoryRequests(story).others().stream())
                .map(Step::body)
                .filter(Bundle.class::isInstance)
                .flatMap(bundle -> ((Bundle) bundle).getEntry().stream())
                .map(Bundle.BundleEntryComponent::getResource)
                // A patch.
                .filter(resource -> !(resource instanceof Binary));
    }

    /** With ids in the place of what only a server knows. */
    private static Resource asStored(Resource resource) {
        String json = JSON.encodeResourceToString(resource).replace("/$", "/");
        return (Resource) JSON.parseResource(json);
    }
}
