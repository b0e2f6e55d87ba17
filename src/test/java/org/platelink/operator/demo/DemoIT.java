package org.platelink.operator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.PackagedServer;
import org.platelink.ServerTest;
import org.platelink.Tokens;
import org.platelink.operator.demo.story.Cohort;
import org.platelink.operator.demo.story.Event;
import org.platelink.operator.demo.story.SubjectStory;
import org.platelink.operator.demo.story.Timing;
import org.platelink.security.token.ClientFile;
import org.platelink.security.token.TokenRequest;
import org.platelink.trial.subject.EndReason;
import org.platelink.trial.subject.SubjectState;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A cohort of twelve on the shared server. */
@ServerTest
class DemoIT {

    private static final int SUBJECTS = 12;
    private static final long SEED = 77;
    private static final LocalDate DAY = DemoOptions.today();
    private static final Cohort COHORT = new Cohort(SEED, DAY);
    private static final String TAG = "_tag=https://platelink.org/synthetic%7C" + COHORT.tag();
    private static final List<SubjectStory> STORIES =
            COHORT.subjects(SUBJECTS).stream().map(story -> story.until(DAY)).toList();

    private static String said = "";

    private final int port;
    private final FhirClient analyst;

    DemoIT(@LocalServerPort int port) {
        this.port = port;
        this.analyst = FhirClient.of(port, "analyst-demo");
    }

    @BeforeEach
    void fillOnce() {
        synchronized (DemoIT.class) {
            if (said.isEmpty()) {
                StringWriter console = new StringWriter();
                DemoServer server = new DemoServer(
                        "http://127.0.0.1:" + port + "/fhir", () -> token("coordinator-demo"), () -> token("ehr-demo"));
                new DemoRun(
                                server,
                                new DemoOptions(SUBJECTS, SEED, DAY, "NCT06813157"),
                                new PrintWriter(console),
                                false)
                        .run();
                said = console.toString();
            }
        }
    }

    @Test
    void theServerTakesItAll() {
        assertThat(said).contains(" 8 there already", " 0 refused", SUBJECTS + " subjects");
        assertThat(total("Patient")).isEqualTo(SUBJECTS);
        int screenings =
                STORIES.stream().mapToInt(story -> story.states().size()).sum();
        assertThat(total("Consent")).isEqualTo(screenings);
        assertThat(total("ResearchSubject")).isEqualTo(screenings);
        assertThat(total("Encounter")).isEqualTo(number(Event.Visit.class));
        assertThat(total("MedicationAdministration")).isEqualTo(number(Event.Infusion.class));
        assertThat(total("DiagnosticReport")).isEqualTo(number(Event.Sample.class));
    }

    @Test
    void eachSubjectStandsWhereItsStoryEnds() {
        Map<String, Long> told = STORIES.stream()
                .flatMap(story -> story.states().stream())
                .collect(Collectors.groupingBy(SubjectState::code, Collectors.counting()));

        Map<String, Long> stored = all("ResearchSubject", "")
                .map(ResearchSubject.class::cast)
                .collect(Collectors.groupingBy(subject -> subject.getStatus().toCode(), Collectors.counting()));

        assertThat(stored).isEqualTo(told).hasSize(SubjectState.values().length);
    }

    @Test
    void whatDoesNotGoStraightIsThereToo() {
        assertThat(all("Patient", ""))
                .filteredOn(patient -> ((Patient) patient).hasDeceasedDateTimeType())
                .hasSize(number(Event.Death.class))
                .isNotEmpty();
        assertThat(all("ResearchSubject", "&end-reason=death")).hasSize(number(Event.Death.class));
        assertThat(all("ResearchSubject", "&end-reason=lost-to-follow-up")).hasSize((int) STORIES.stream()
                .flatMap(story -> story.events().stream())
                .filter(event -> event instanceof Event.Move move && move.end() == EndReason.LOST_TO_FOLLOW_UP)
                .count());
        assertThat(all("ResearchSubject", "").map(ResearchSubject.class::cast))
                .filteredOn(subject -> subject.getExtension().stream()
                        .anyMatch(extension -> extension.getUrl().endsWith("/taken-back-state")))
                .hasSize(number(Event.StepTakenBack.class))
                .isNotEmpty();
        assertThat(all("Task", "&code=query")).hasSize(number(Event.Query.class));
        assertThat(all("Task", "&code=query&business-status=open"))
                .hasSize(number(Event.Query.class) - number(Event.QueryReply.class));
    }

    @Test
    void resultsStandInTheirOwnUnitsAndAreFoundInOne() {
        assertThat(all("Observation", "&code=777-3")
                        .map(Observation.class::cast)
                        .filter(Observation::hasValueQuantity)
                        .map(result -> result.getValueQuantity().getCode()))
                .contains("10*9/L", "10*3/uL", "/uL");
        assertThat(all("Observation", "&code=777-3&value-quantity=lt30%7Chttp://unitsofmeasure.org%7C10*9/L")
                        .map(Observation.class::cast)
                        .map(result -> result.getValueQuantity().getCode()))
                .contains("10*9/L", "10*3/uL", "/uL");
        assertThat(all("Observation", "&status=corrected")).hasSize(number(Event.Correction.class));
    }

    @Test
    void theScheduleSaysOfEachInfusionWhatTheStorySays() {
        Map<String, Long> told = STORIES.stream()
                .flatMap(story -> story.events().stream())
                .filter(Event.Visit.class::isInstance)
                .map(event -> ((Event.Visit) event).timing())
                .filter(timing -> timing != Timing.WITHOUT_WINDOW)
                .collect(Collectors.groupingBy(
                        timing -> timing.name().toLowerCase(Locale.ROOT).replace('_', '-'), Collectors.counting()));
        List<String> subjects = all("ResearchSubject", "")
                .map(subject -> "ResearchSubject/" + subject.getIdPart())
                .toList();

        Map<String, Long> computed = new HashMap<>();
        analyst.get("/ResearchStudy/NCT06813157/$visit-compliance").as(Parameters.class).getParameter().stream()
                .filter(row -> row.getName().equals("visit"))
                .map(DemoIT::parts)
                .filter(row -> subjects.contains(row.get("subject")))
                .filter(row -> row.get("visit").startsWith("infusion-") && told.containsKey(row.get("status")))
                .forEach(row -> computed.merge(row.get("status"), 1L, Long::sum));

        assertThat(computed).isEqualTo(told);
    }

    @Test
    void theCommandRunAgainMakesNothingNew() throws Exception {
        int before = total("Observation");

        String again = command("--seed", Long.toString(SEED), "--subjects", Integer.toString(SUBJECTS));

        assertThat(again).contains("cohort    " + COHORT.tag(), "server    0 made, ", " 0 refused");
        assertThat(total("Observation")).isEqualTo(before);
    }

    private String command(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                PackagedServer.java(),
                PackagedServer.tool(),
                "demo",
                "--home",
                Tokens.home(port).toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private String token(String client) {
        ClientFile file = Tokens.file(port, client);
        String answer =
                Tokens.post(port, new TokenRequest(file, file.scope()).form()).body();
        return answer.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private int total(String type) {
        return analyst.get("/" + type + "?" + TAG + "&_summary=count").bundle().getTotal();
    }

    private Stream<? extends Resource> all(String type, String more) {
        return analyst.get("/" + type + "?" + TAG + more + "&_count=500").bundle().getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource);
    }

    private static int number(Class<? extends Event> kind) {
        return (int) STORIES.stream()
                .flatMap(story -> story.events().stream())
                .filter(kind::isInstance)
                .count();
    }

    private static Map<String, String> parts(Parameters.ParametersParameterComponent row) {
        Map<String, String> parts = new HashMap<>();
        row.getPart().forEach(part -> {
            Base value = part.getValue();
            parts.put(
                    part.getName(),
                    value instanceof Reference reference ? reference.getReference() : value.primitiveValue());
        });
        return parts;
    }
}
