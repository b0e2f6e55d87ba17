package org.platelink.trial.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.security.access.OtherSite;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The visits of a site's subjects, seen over the study. The site is this test's own, so that no other's subjects are
 * in it.
 */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class VisitComplianceIT {

    private final int port;
    private FhirClient coordinator;
    private Visits late;

    VisitComplianceIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void subjects() {
        coordinator = OtherSite.coordinator(port, "site-compliance");
        late = Visits.of(coordinator, "site-compliance.compliance-1", "2025-01-06", "site-compliance")
                .eligible("2025-01-08");
        late.visit("v1-screening", "2025-01-06");
        late.visit("v2-baseline", "2025-01-10");
        late.infusion("infusion-1", "2025-01-13");
        var second = late.dose("infusion-2", "2025-01-23");
        second.addExtension(
                "https://platelink.org/ig/msc-itp/StructureDefinition/deviation-reason",
                new StringType("The cells arrived late"));
        Visits.id(coordinator.post("/MedicationAdministration", second));
        Visits waiting = Visits.of(coordinator, "site-compliance.compliance-2", "2025-01-06", "site-compliance")
                .eligible("2025-01-08");
        waiting.visit("v1-screening", "2025-01-06");
        waiting.visit("v2-baseline", "2025-01-10");
        waiting.infusion("infusion-1", "2025-01-20");
    }

    @Test
    void tellsOfEverySubjectAndVisit() {
        Answer answer = coordinator.get(Visits.STUDY + "/$visit-compliance?asOf=2025-02-01");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Parameters all = answer.as(Parameters.class);

        assertThat(rows(all, "visit")).hasSize(2 * 15);
        assertThat(rows(all, "visit"))
                .filteredOn(row -> row.contains("ResearchSubject/" + late.subject() + " "))
                .anyMatch(row -> row.endsWith(
                        "site-compliance on-study-intervention infusion-2 Infusion 2 late 2025-01-20 2025-01-19 2025-01-21"
                                + " 2025-01-23 3 The cells arrived late 0.1.0"));
        assertThat(rows(all, "deviation"))
                .extracting(row -> row.replaceAll(".* (infusion-\\d) Infusion \\d (\\S+) .*", "$1 $2"))
                .containsExactly("infusion-2 late", "infusion-2 missed");
        assertThat(rows(all, "count"))
                .contains("infusion-2 late 1", "infusion-2 missed 1", "infusion-1 in-window 2", "infusion-3 planned 2");
    }

    @Test
    void isATableToo() {
        Answer table = coordinator.get(
                Visits.STUDY + "/$visit-compliance?asOf=2025-02-01&table=deviations", "Accept", "text/csv");

        assertThat(table.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        List<String> lines = table.body().lines().toList();
        assertThat(lines.get(0))
                .isEqualTo(
                        "subject,number,site,state,visit,title,status,target,earliest,latest,actual,deviation,reason,deviationCode,version");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1))
                .endsWith(
                        ",infusion-2,Infusion 2,late,2025-01-20,2025-01-19,2025-01-21,2025-01-23,3,The cells arrived late,,0.1.0");
        assertThat(lines.get(2)).endsWith(",infusion-2,Infusion 2,missed,2025-01-27,2025-01-26,2025-01-28,,,,,0.1.0");
        assertThat(coordinator
                        .get(Visits.STUDY + "/$visit-compliance?asOf=2025-02-01&table=counts&_format=text/csv")
                        .body())
                .startsWith("visit,status,subjects\r\nv1-screening,")
                .contains("infusion-1,in-window,2\r\n");
    }

    @Test
    void tellsWhatComesNext() {
        Parameters next = coordinator
                .get(Visits.STUDY + "/$upcoming-visits?days=7&asOf=2025-01-27")
                .as(Parameters.class);

        assertThat(rows(next, "visit"))
                .extracting(row -> row.replaceAll("^\\S+ \\S+ ", ""))
                .containsExactly(
                        "site-compliance on-study-intervention infusion-2 Infusion 2 due 2025-01-27 2025-01-26 2025-01-28",
                        "site-compliance on-study-intervention infusion-3 Infusion 3 planned 2025-02-06 2025-02-03 2025-02-09");
    }

    @Test
    void showsASiteItsOwnSubjectsAlone() {
        FhirClient demo = FhirClient.at(port);

        assertThat(demo.get(Visits.STUDY + "/$visit-compliance").body()).doesNotContain("site-compliance");
        assertThat(demo.get(Visits.STUDY + "/$visit-compliance?site=Organization/site-compliance")
                        .status())
                .isEqualTo(403);
        FhirClient analyst = FhirClient.of(port, "analyst-demo");
        assertThat(analyst.get(Visits.STUDY + "/$visit-compliance?site=Organization/site-compliance&asOf=2025-02-01")
                        .body())
                .isEqualTo(coordinator
                        .get(Visits.STUDY + "/$visit-compliance?asOf=2025-02-01")
                        .body());
        assertThat(FhirClient.of(port, "registry-demo")
                        .get(Visits.STUDY + "/$visit-compliance")
                        .status())
                .isEqualTo(403);
        assertThat(FhirClient.withoutToken(port)
                        .get(Visits.STUDY + "/$upcoming-visits")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void answersWhatIsNoQuestionInPlainWords() {
        assertThat(coordinator.get(Visits.STUDY + "/$upcoming-visits?days=-1").issues())
                .contains("days is a number from 0 to 3660.");
        assertThat(coordinator
                        .get(Visits.STUDY + "/$visit-compliance?table=all&_format=text/csv")
                        .issues())
                .contains("The table is visits, counts or deviations.");
        assertThat(coordinator.get("/ResearchStudy/none/$visit-compliance").status())
                .isEqualTo(404);
    }

    private static List<String> rows(Parameters all, String name) {
        return all.getParameter().stream()
                .filter(parameter -> parameter.getName().equals(name))
                .map(VisitComplianceIT::row)
                .toList();
    }

    private static String row(ParametersParameterComponent row) {
        return String.join(
                " ",
                row.getPart().stream()
                        .map(part -> part.getValue() instanceof org.hl7.fhir.r4.model.Reference reference
                                ? reference.getReference()
                                : part.getValue().primitiveValue())
                        .toList());
    }
}
