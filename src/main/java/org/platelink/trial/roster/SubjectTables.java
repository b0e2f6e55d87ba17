package org.platelink.trial.roster;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.table.Cell;
import org.platelink.platform.table.Table;
import org.platelink.platform.table.Table.Column;
import org.platelink.trial.schedule.SubjectVisits.Visit;
import org.platelink.trial.subject.PartialDate;

/**
 * Maps roster rows to the tables of {@code $subject-list}.
 *
 * @param subjects the subjects, in the order of the list
 * @param unit the UCUM code of the unit of the counts; null if the study names no followed measurement
 */
record SubjectTables(List<ListedSubject> subjects, @Nullable String unit) {

    private record CountRow(ListedSubject subject, CountAtVisit count) {}

    /** One row for each subject. */
    Table subjectRows() {
        return Table.of(
                "subject",
                List.of(
                        new Column<>("subject", SubjectTables::reference),
                        new Column<>("number", one -> Cell.text(one.visits().number())),
                        new Column<>("site", one -> Cell.text(one.visits().site())),
                        new Column<>(
                                "state",
                                one -> new CodeType(one.visits().state().code())),
                        new Column<>("since", one -> date(one.glance().since())),
                        new Column<>("consented", one -> date(one.consented())),
                        new Column<>(
                                "firstInfusion",
                                one -> Cell.day(one.visits().firstIntervention().orElse(null))),
                        new Column<>(
                                "infusions", one -> new IntegerType(one.visits().doses())),
                        new Column<>("nextVisit", next(visit -> Cell.text(visit.action()))),
                        new Column<>("nextTitle", next(visit -> Cell.text(visit.title()))),
                        new Column<>(
                                "nextTarget",
                                next(visit -> Cell.day(visit.days().target()))),
                        new Column<>(
                                "nextEarliest",
                                next(visit -> Cell.day(visit.days().earliest()))),
                        new Column<>(
                                "nextLatest",
                                next(visit -> Cell.day(visit.days().latest()))),
                        new Column<>("nextStatus", next(visit -> new CodeType(visit.status()))),
                        new Column<>(
                                "overdue", one -> new IntegerType(one.glance().overdue())),
                        new Column<>(
                                "missed", one -> new IntegerType(one.glance().missed())),
                        new Column<>(
                                "outOfWindow",
                                one -> new IntegerType(one.glance().outOfWindow())),
                        new Column<>("lastVisit", one -> date(one.glance().lastVisit())),
                        new Column<>("platelets", last(count -> Cell.text(count.recorded()))),
                        new Column<>("plateletsUnit", last(count -> Cell.text(count.unit()))),
                        new Column<>("plateletsDate", last(count -> Cell.day(count.day()))),
                        new Column<>("plateletsResult", last(count -> Cell.reference(count.reference()))),
                        new Column<>("course", one -> Cell.text(one.glance().course())),
                        new Column<>(
                                "unreadable",
                                one -> new IntegerType(one.glance().unreadable())),
                        new Column<>(
                                "baseline", one -> one.baseline() == null ? null : new DecimalType(one.baseline())),
                        new Column<>("unit", one -> Cell.text(unit)),
                        new Column<>("response", one -> one.best() == null ? null : new CodeType(one.best())),
                        new Column<>(
                                "worstGrade",
                                one -> one.gravest() == null
                                        ? null
                                        : Cell.number(one.gravest().grade())),
                        new Column<>(
                                "graveSuggestions",
                                one -> one.gravest() == null
                                        ? null
                                        : new IntegerType(one.gravest().grave())),
                        new Column<>("pending", one -> one.pending() ? new BooleanType(true) : null),
                        new Column<>("deceased", one -> Cell.text(one.deceased()))),
                subjects);
    }

    /** One row for each visit of a subject at which there was a count. */
    Table countRows() {
        return Table.of(
                "count",
                List.of(
                        new Column<>("subject", one -> reference(one.subject())),
                        new Column<>(
                                "number",
                                one -> Cell.text(one.subject().visits().number())),
                        new Column<>(
                                "visit", one -> Cell.text(one.count().visit().action())),
                        new Column<>(
                                "title", one -> Cell.text(one.count().visit().title())),
                        new Column<>("offset", one -> Cell.number(offset(one))),
                        new Column<>("date", one -> Cell.day(one.count().count().day())),
                        new Column<>(
                                "value",
                                one -> new DecimalType(one.count().count().number())),
                        new Column<>("unit", one -> Cell.text(unit)),
                        new Column<>(
                                "result",
                                one -> Cell.reference(one.count().count().reference())),
                        new Column<>(
                                "response",
                                one -> one.count().response() == null
                                        ? null
                                        : new CodeType(one.count().response()))),
                subjects.stream()
                        .flatMap(one -> one.counts().stream().map(count -> new CountRow(one, count)))
                        .toList());
    }

    private static Reference reference(ListedSubject one) {
        return new Reference("ResearchSubject/" + one.id());
    }

    private static @Nullable Type date(@Nullable String date) {
        return date == null ? null : new DateType(date);
    }

    private static @Nullable Type date(@Nullable PartialDate date) {
        return date == null ? null : new DateType(date.text());
    }

    private static Function<ListedSubject, @Nullable Type> next(Function<Visit, @Nullable Type> value) {
        return one ->
                one.glance().next() == null ? null : value.apply(one.glance().next());
    }

    private static Function<ListedSubject, @Nullable Type> last(Function<Measurement, @Nullable Type> value) {
        return one ->
                one.glance().last() == null ? null : value.apply(one.glance().last());
    }

    /** The days from the first infusion to the target day of the visit. */
    private static @Nullable Integer offset(CountRow one) {
        var target = one.count().visit().days().target();
        return target == null
                ? null
                : one.subject()
                        .visits()
                        .firstIntervention()
                        .map(first -> Math.toIntExact(ChronoUnit.DAYS.between(first, target)))
                        .orElse(null);
    }
}
