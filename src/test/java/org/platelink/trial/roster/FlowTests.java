package org.platelink.trial.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.platelink.trial.schedule.SubjectVisitLines;

class FlowTests {

    @Test
    void countsWhoStandsWhereAndWhoWasThere() {
        String screening = "screening since 2026-01-02";
        String eligible = "eligible since 2026-01-09";
        String dose = "dose infusion-1 on 2026-01-16";
        String treated = "on-study-intervention since 2026-01-16";
        List<ListedSubject> subjects = Stream.of(
                        List.of(screening),
                        List.of(screening, "ineligible since 2026-01-09"),
                        List.of(screening, "ineligible since 2026-01-09", "withdrawn since 2026-01-10"),
                        List.of(screening, eligible),
                        List.of(screening, eligible, "withdrawn since 2026-01-10"),
                        List.of(screening, eligible, treated, dose),
                        List.of(screening, eligible, treated, dose, "withdrawn since 2026-02-10"),
                        List.of(screening, eligible, treated, dose, "follow-up since 2026-03-01"),
                        List.of(
                                screening,
                                eligible,
                                treated,
                                dose,
                                "follow-up since 2026-03-01",
                                "off-study since 2026-04-01"),
                        List.of(screening, "eligible since 2026-12-01"))
                .map(lines -> new SubjectLines(SubjectVisitLines.of("1", "2026-06-01", lines.toArray(String[]::new)))
                        .listed())
                .toList();

        String csv = new String(new Flow(subjects).stages().asCsv().getData(), StandardCharsets.UTF_8);

        assertThat(csv.lines())
                .containsExactly(
                        "stage,n",
                        "screened,10",
                        "in-screening,2",
                        "not-eligible,2",
                        "eligible,6",
                        "awaiting-treatment,1",
                        "treated,4",
                        "in-treatment,1",
                        "in-follow-up,1",
                        "completed,1",
                        "ended-early,0",
                        "withdrawn,3",
                        "withdrawn-untreated,2",
                        "withdrawn-treated,1");
    }
}
