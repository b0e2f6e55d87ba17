package org.platelink.desk.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.platelink.desk.CodeNames;
import org.platelink.desk.Page;
import org.platelink.desk.Pages;
import org.platelink.desk.UnknownPage;
import org.platelink.desk.api.Api;
import org.platelink.desk.api.ApiFactory;
import org.platelink.platform.canonical.CanonicalUrls;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Controller of the page of one subject. */
@Controller
class SubjectController {

    private static final int MOST_RESULTS = 1000;
    private static final int MOST_BESIDE = 200;
    private static final String BLEEDING = CanonicalUrls.CODE_SYSTEM + "trial-assessments|bleeding";

    private final ApiFactory api;
    private final Pages pages;
    private final Clock clock = Clock.systemDefaultZone();

    private final CodeNames names;

    SubjectController(ApiFactory api, Pages pages, CodeNames names) {
        this.api = api;
        this.pages = pages;
        this.names = names;
    }

    @GetMapping("/desk/studies/{study}/subjects/{id}")
    ResponseEntity<byte[]> subject(
            @PathVariable String study,
            @PathVariable String id,
            @RequestParam(defaultValue = "log") String scale,
            HttpServletRequest request) {
        Api of = api.of(request);
        JsonNode subject = of.fhir("/ResearchSubject/" + Api.encoded(id));
        if (!subject.path("study").path("reference").asText().equals("ResearchStudy/" + study)) {
            throw new UnknownPage();
        }
        CompletableFuture<JsonNode> described = of.fhirAsync("/ResearchStudy/" + Api.encoded(study));
        String patient = subject.path("individual").path("reference").asText();
        String self = "/ResearchSubject/" + Api.encoded(id);
        CompletableFuture<JsonNode> person = of.fhirAsync("/" + patient);
        CompletableFuture<JsonNode> schedule = of.fhirAsync(self + "/$schedule");
        CompletableFuture<JsonNode> response = of.fhirAsync(self + "/$response");
        CompletableFuture<JsonNode> found = of.fhirAsync("/Observation?subject=" + Api.encoded(patient)
                + "&category=laboratory&_sort=-date&_count=" + MOST_RESULTS);
        List<CompletableFuture<JsonNode>> beside = List.of(
                of.fhirAsync("/Observation?subject=" + Api.encoded(patient) + "&code=" + Api.encoded(BLEEDING)
                        + "&_count=" + MOST_BESIDE),
                of.fhirAsync("/MedicationStatement?subject=" + Api.encoded(patient) + "&_count=" + MOST_BESIDE),
                of.fhirAsync("/Procedure?subject=" + Api.encoded(patient) + "&_count=" + MOST_BESIDE));
        CompletableFuture<List<Map<String, String>>> events = of.csvAsync("/fhir" + self + "/$adverse-events");
        CompletableFuture<List<Map<String, String>>> grades = of.csvAsync("/fhir" + self + "/$grade-suggestions");

        List<Visit> visits = Visit.of(Api.wait(schedule));
        JsonNode judged = Api.wait(response);
        List<Result> results = Result.of(Api.wait(found), names.all());
        String number = number(subject);
        Page page = pages.page(request, Pages.words(request).of("subject.title", number), "nav.subjects", study);
        boolean logarithmic = !scale.equals("linear");
        FollowedMeasurement followed = FollowedMeasurement.of(Api.wait(described));
        Map<String, List<Result>> byAnalyte = Curve.byAnalyte(results, followed);
        @Nullable String main = byAnalyte.containsKey(FollowedMeasurement.KEY) ? FollowedMeasurement.KEY : null;
        List<Map<String, String>> suggested = Api.wait(grades);
        Map<String, Integer> graded = graded(suggested);
        List<Curve> others = new ArrayList<>();
        byAnalyte.forEach((code, of1) -> {
            if (!code.equals(main)) {
                others.add(Curve.of(of1, Curve.Annotations.of(graded), page.words()));
            }
        });
        JsonNode course = Parameter.all(judged, "course").stream().findFirst().orElse(judged);
        SubjectPage model = new SubjectPage(
                page,
                id,
                number,
                State.of(subject),
                last(Api.wait(person)
                        .path("managingOrganization")
                        .path("reference")
                        .asText()),
                deceased(Api.wait(person)),
                Timeline.of(visits, LocalDate.now(clock)),
                Parameter.text(course, "code"),
                Parameter.text(course, "sentence"),
                Parameter.text(judged, "baseline"),
                main == null
                        ? null
                        : Curve.of(
                                Objects.requireNonNull(byAnalyte.get(main)),
                                followed.unit(),
                                around(
                                        visits,
                                        course,
                                        followed,
                                        Happening.of(
                                                beside.stream().map(Api::wait).toList(), names.all()),
                                        graded,
                                        logarithmic,
                                        page),
                                page.words()),
                others,
                ResultGrid.of(visits, results),
                Api.wait(events),
                suggested,
                logarithmic,
                results.size() >= MOST_RESULTS);
        return pages.html("desk/subject/subject.jte", model);
    }

    /** The eligibility page; the criteria are evaluated when it is requested. */
    @GetMapping("/desk/studies/{study}/subjects/{id}/eligibility")
    ResponseEntity<byte[]> eligibility(
            @PathVariable String study, @PathVariable String id, HttpServletRequest request) {
        Api of = api.of(request);
        JsonNode subject = of.fhir("/ResearchSubject/" + Api.encoded(id));
        JsonNode answer = of.send(
                "POST",
                "/fhir/ResearchSubject/" + Api.encoded(id) + "/$evaluate-eligibility",
                JsonNodeFactory.instance.objectNode().put("resourceType", "Parameters"));
        Page page = pages.page(
                request, Pages.words(request).of("eligibility.title", number(subject)), "nav.subjects", study);
        String group = of.fhir("/ResearchStudy/" + Api.encoded(study))
                .path("enrollment")
                .path(0)
                .path("reference")
                .asText();
        JsonNode criteria = group.isEmpty() ? MissingNode.getInstance() : of.fhir("/" + group);
        return pages.html("desk/subject/eligibility.jte", Eligibility.of(page, id, number(subject), answer, criteria));
    }

    private static Curve.Annotations around(
            List<Visit> visits,
            JsonNode course,
            FollowedMeasurement followed,
            List<Happening> happenings,
            Map<String, Integer> grades,
            boolean logarithmic,
            Page page) {
        List<Curve.Event> infusions = new ArrayList<>();
        int count = 0;
        for (Visit visit : visits) {
            LocalDate held = visit.held();
            if (visit.dosed() && held != null) {
                infusions.add(new Curve.Event(held, Integer.toString(++count)));
            }
        }
        List<Curve.Event> responses = new ArrayList<>();
        LocalDate began = Visit.day(Parameter.text(course, "began"));
        if (began != null) {
            LocalDate lost = Visit.day(Parameter.text(course, "lost"));
            LocalDate judged = Visit.day(Parameter.text(course, "lastJudged"));
            String name = page.words().code("response", Parameter.text(course, "code"));
            responses.add(new Curve.Event(began, name));
            responses.add(new Curve.Event(lost != null ? lost : judged != null ? judged : began, name));
        }
        return new Curve.Annotations(followed.thresholds(), infusions, responses, happenings, grades, logarithmic);
    }

    /** The worst grade that each result suggests, by its reference. */
    private static Map<String, Integer> graded(List<Map<String, String>> suggested) {
        Map<String, Integer> grades = new HashMap<>();
        for (Map<String, String> one : suggested) {
            String grade = one.getOrDefault("grade", "");
            if (!grade.isEmpty()) {
                grades.merge(one.getOrDefault("result", ""), Integer.valueOf(grade), Math::max);
            }
        }
        return grades;
    }

    private static String deceased(JsonNode person) {
        if (person.has("deceasedDateTime")) {
            return person.get("deceasedDateTime").asText();
        }
        return person.path("deceasedBoolean").asBoolean() ? "true" : "";
    }

    private static String number(JsonNode subject) {
        for (JsonNode identifier : subject.path("identifier")) {
            if (identifier.path("system").asText().endsWith("/subject-number")) {
                return identifier.path("value").asText();
            }
        }
        return subject.path("identifier")
                .path(0)
                .path("value")
                .asText(subject.path("id").asText());
    }

    private static String last(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
