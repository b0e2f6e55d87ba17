package org.platelink.trial.safety;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.table.Cell;
import org.platelink.platform.table.Table;
import org.platelink.platform.table.Table.Column;

/**
 * Maps reported adverse events to the tables of {@code $adverse-events}.
 *
 * @param all the events
 */
record EventTables(List<ReportedEvent> all) {

    private static final String STOPPING_RULES = "Stopping rules: none, for the protocol states none.";

    private record Kind(String term, @Nullable Integer grade) {}

    private record Count(Kind kind, int events, int subjects, int serious) {}

    Parameters asParameters() {
        Parameters answer = new Parameters();
        answer.addParameter("label", new StringType(STOPPING_RULES));
        events().addTo(answer);
        counts().addTo(answer);
        return answer;
    }

    /** One row for each event. */
    Table events() {
        return Table.of(
                "event",
                SubjectColumns.and(
                        ReportedEvent::subject,
                        List.of(
                                new Column<>("event", one -> Cell.reference(one.reference())),
                                new Column<>("term", one -> Cell.text(one.term())),
                                new Column<>(
                                        "date", one -> new DateType(one.date().text())),
                                new Column<>(
                                        "daysSinceFirstInfusion", one -> Cell.number(one.daysSinceFirstInfusion())),
                                new Column<>("grade", one -> Cell.number(one.grade())),
                                new Column<>("seriousness", one -> code(one.seriousness())),
                                new Column<>("outcome", one -> code(one.outcome())),
                                new Column<>("suspect", one -> Cell.text(String.join(" ", one.suspects()))))),
                all);
    }

    private static @Nullable Type code(@Nullable String code) {
        return code == null ? null : new CodeType(code);
    }

    /** The number of events, subjects and serious events for each term and grade. */
    Table counts() {
        Map<Kind, List<ReportedEvent>> kinds = new LinkedHashMap<>();
        all.forEach(event -> kinds.computeIfAbsent(new Kind(event.term(), event.grade()), key -> new ArrayList<>())
                .add(event));
        List<Count> counts = new ArrayList<>();
        kinds.forEach((kind, events) -> counts.add(new Count(
                kind,
                events.size(),
                Math.toIntExact(events.stream()
                        .map(event -> event.subject().subject())
                        .distinct()
                        .count()),
                Math.toIntExact(events.stream().filter(ReportedEvent::isSerious).count()))));
        counts.sort(Comparator.comparing((Count count) -> count.kind().term())
                .thenComparing(
                        count -> count.kind().grade(), Comparator.nullsLast(Comparator.<Integer>naturalOrder())));
        return Table.of(
                "count",
                List.of(
                        new Column<>("term", count -> Cell.text(count.kind().term())),
                        new Column<>("grade", count -> Cell.number(count.kind().grade())),
                        new Column<>("events", count -> new IntegerType(count.events())),
                        new Column<>("subjects", count -> new IntegerType(count.subjects())),
                        new Column<>("serious", count -> new IntegerType(count.serious()))),
                counts);
    }
}
