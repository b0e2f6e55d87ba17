package org.platelink.trial.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.study.rules.LibraryDoesNotCompile;
import org.platelink.study.rules.PatientRecord;
import org.platelink.study.rules.PatientRecords;
import org.platelink.study.rules.RecordVersion;
import org.platelink.study.rules.RuleEngine;
import org.platelink.study.rules.RuleFailed;
import org.platelink.trial.schedule.SubjectVisits;
import org.platelink.trial.schedule.SubjectVisits.Visit;
import org.platelink.trial.subject.SiteTimeZones;

/**
 * Evaluates the derived analyses of a study for its subjects. Results are cached in memory under the version of the
 * record, which each call reads anew.
 */
public final class SubjectAnalyses {

    private static final int LENGTH_OF_DAY = 10;

    private final StudyAnalyses analyses;
    private final PatientRecords records;
    private final RuleEngine rules;
    private final SiteTimeZones zones;
    private final RowCache cache = new RowCache();

    SubjectAnalyses(StudyAnalyses analyses, PatientRecords records, RuleEngine rules, SiteTimeZones zones) {
        this.analyses = analyses;
        this.records = records;
        this.rules = rules;
        this.zones = zones;
    }

    /** Whether a study names an analysis. */
    public boolean has(String study, String name) {
        return analyses.of(study, name).isPresent();
    }

    /**
     * Evaluates an analysis for subjects of one study.
     *
     * @param name the name of the analysis, such as {@code response}
     * @param subjects the subjects, with their visits as of the day of the evaluation
     * @param parameters the parameters of the library, besides those that every analysis has: As Of, First Infusion,
     *     Subject and Visits
     * @return the rows that the expression returns, by the ids of the ResearchSubjects; a subject whose Patient is
     *     not stored is left out
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if the study has no such
     *     analysis, or its rules cannot be evaluated
     */
    public Map<String, Row> of(
            String name,
            String study,
            List<SubjectVisits> subjects,
            Map<String, ? extends @Nullable Object> parameters) {
        Analysis analysis = analyses.of(study, name)
                .orElseThrow(() -> FhirErrors.broken(
                        "ResearchStudy.extension",
                        "The study names no derived analysis " + name + ", so nothing can be derived by it."));
        Map<String, RecordVersion> versions = analysis.repeatable() ? records.versions(patients(subjects)) : Map.of();
        Map<String, Row> rows = new HashMap<>();
        List<SubjectVisits> others = new ArrayList<>();
        for (SubjectVisits subject : subjects) {
            RecordVersion version = versions.get(subject.patient());
            Optional<Row> cached =
                    version == null ? Optional.empty() : cache.get(key(analysis, parameters, subject, version));
            cached.ifPresentOrElse(row -> rows.put(subject.subject(), row), () -> others.add(subject));
        }
        if (!others.isEmpty()) {
            evaluate(analysis, others, parameters, rows);
        }
        return rows;
    }

    private void evaluate(
            Analysis analysis,
            List<SubjectVisits> subjects,
            Map<String, ? extends @Nullable Object> parameters,
            Map<String, Row> rows) {
        Map<String, PatientRecord> found = records.of(patients(subjects), zones::of);
        for (SubjectVisits subject : subjects) {
            PatientRecord record = found.get(subject.patient());
            if (record != null) {
                Row row = row(analysis, subject, record, parameters);
                if (analysis.repeatable()) {
                    cache.put(key(analysis, parameters, subject, record.version()), row);
                }
                rows.put(subject.subject(), row);
            }
        }
    }

    private RowCache.Key key(
            Analysis analysis,
            Map<String, ? extends @Nullable Object> parameters,
            SubjectVisits subject,
            RecordVersion version) {
        return RowCache.Key.of(
                analysis, parameters, subject, zones.of(subject.site()).getId(), version);
    }

    private static List<String> patients(List<SubjectVisits> subjects) {
        return subjects.stream().map(SubjectVisits::patient).toList();
    }

    private Row row(
            Analysis analysis,
            SubjectVisits subject,
            PatientRecord record,
            Map<String, ? extends @Nullable Object> others) {
        Map<String, @Nullable Object> parameters = new HashMap<>(others);
        parameters.put("As Of", subject.asOf());
        parameters.put("First Infusion", subject.firstIntervention().orElse(null));
        parameters.put("Subject", subject.subject());
        parameters.put("Visits", visits(subject, record));
        try {
            return Row.of(rules.evaluate(analysis.library(), Set.of(analysis.expression()), parameters, record)
                    .get(analysis.expression()));
        } catch (RuleFailed | LibraryDoesNotCompile | IllegalStateException failure) {
            throw FhirErrors.broken(
                    "Library.content",
                    "The analysis could not be made, and the fault is not in the subject's record: "
                            + failure.getMessage()
                            + ". The Library, or the expression that the ResearchStudy names, must be mended.");
        }
    }

    private static List<Map<String, @Nullable Object>> visits(SubjectVisits subject, PatientRecord record) {
        Map<String, List<String>> results = new HashMap<>();
        for (Resource one : record.all("Observation")) {
            Observation result = (Observation) one;
            subject.visitOf(result.hasEncounter() ? result.getEncounter().getReference() : null, day(result))
                    .ifPresent(visit -> results.computeIfAbsent(visit, key -> new ArrayList<>())
                            .add("Observation/" + result.getIdElement().getIdPart()));
        }
        return subject.visits().stream()
                .map(visit -> tuple(visit, results.getOrDefault(visit.action(), List.of())))
                .toList();
    }

    private static Map<String, @Nullable Object> tuple(Visit visit, List<String> results) {
        Map<String, @Nullable Object> tuple = new HashMap<>();
        tuple.put("visit", visit.action());
        tuple.put("definition", visit.definition());
        tuple.put("status", visit.status());
        tuple.put("heldOn", visit.day());
        tuple.put("records", visit.records());
        tuple.put("doses", visit.doses());
        tuple.put("results", results);
        return tuple;
    }

    /** The calendar day of a result at the site: the record holds its times as local times of the site. */
    private static @Nullable LocalDate day(Observation result) {
        String time = result.hasEffectiveDateTimeType()
                ? result.getEffectiveDateTimeType().getValueAsString()
                : null;
        return time == null || time.length() < LENGTH_OF_DAY ? null : LocalDate.parse(time.substring(0, LENGTH_OF_DAY));
    }
}
