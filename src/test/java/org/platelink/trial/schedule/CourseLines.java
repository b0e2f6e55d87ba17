package org.platelink.trial.schedule;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.platelink.trial.subject.PartialDate;
import org.platelink.trial.subject.SubjectState;

/**
 * A subject's way through a protocol, told in lines: {@code screening since 2026-01-05}, {@code infusion-1 on
 * 2026-02-02}, {@code fu-m1 in 2026-07} (an Encounter), {@code dose infusion-1 on 2026-02-02}.
 */
final class CourseLines {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private CourseLines() {}

    /** The protocol of the study in this repository. */
    static Protocol study() {
        return ProtocolReader.read(
                plan(Path.of("fhir-resources/study/PlanDefinition-msc-itp-protocol.json")),
                definition -> definition.endsWith("/visit-infusion"));
    }

    static PlanDefinition plan(Path file) {
        try {
            return (PlanDefinition) FHIR.newJsonParser().parseResource(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static StudyCourse course(List<String> lines) {
        List<StudyCourse.State> states = new ArrayList<>();
        List<Occurrence> tookPlace = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.trim().split(" +");
            if (words[1].equals("since")) {
                states.add(new StudyCourse.State(
                        SubjectState.of(words[0]).orElseThrow(), Optional.of(PartialDate.of(words[2], ZONE))));
            } else {
                boolean dose = words[0].equals("dose");
                int first = dose ? 1 : 0;
                PartialDate date = PartialDate.of(words[first + 2], ZONE);
                PartialDate end = words.length > first + 4 ? PartialDate.of(words[first + 4], ZONE) : date;
                tookPlace.add(
                        new Occurrence(words[first], date, end, "Encounter/" + tookPlace.size(), dose, null, null));
            }
        }
        if (states.isEmpty()) {
            states.add(new StudyCourse.State(SubjectState.SCREENING, Optional.empty()));
        }
        return new StudyCourse(states, tookPlace);
    }

    static List<ScheduledVisit> schedule(Protocol protocol, String asOf, String... lines) {
        return Schedule.of(protocol, course(List.of(lines)), LocalDate.parse(asOf));
    }

    static ScheduledVisit visit(String action, Protocol protocol, String asOf, String... lines) {
        return schedule(protocol, asOf, lines).stream()
                .filter(visit -> visit.visit().action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    /** One line a visit, as a coordinator would note it. */
    static String table(List<ScheduledVisit> schedule) {
        return schedule.stream().map(CourseLines::line).collect(Collectors.joining("\n", "", "\n"));
    }

    static String line(ScheduledVisit visit) {
        return String.format(
                        "%-17s %-14s target %-10s window %-10s to %-10s%s actual %-10s %s%s",
                        visit.visit().action(),
                        visit.status().code(),
                        dash(visit.window().target()),
                        dash(visit.window().earliest()),
                        dash(visit.window().latest()),
                        visit.window().projected() && visit.window().target() != null ? "*" : " ",
                        visit.actual() == null ? "-" : visit.actual().text(),
                        visit.deviation() == null ? "-" : String.format("%+d d", visit.deviation()),
                        visit.reason() == null ? "" : " | " + visit.reason())
                .stripTrailing();
    }

    private static String dash(Object value) {
        return value == null ? "-" : value.toString();
    }
}
