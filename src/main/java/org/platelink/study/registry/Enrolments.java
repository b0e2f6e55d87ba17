package org.platelink.study.registry;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts the enrolled subjects of each study. Enrolled are those who consented and were found eligible, as for
 * ClinicalTrials.gov (42 CFR 11.10): screened subjects who do not take part are not counted.
 *
 * <p>The counts are cached in the database and renewed when they are older than a set duration, so that all servers
 * on the database give the same answer and none recounts at each request.
 */
final class Enrolments {

    private static final DateParam EVER = new DateParam(ParamPrefixEnum.GREATERTHAN, "1900");

    private final JdbcClient database;
    private final IFhirResourceDao<ResearchSubject> subjects;
    private final Duration every;

    Enrolments(JdbcClient database, IFhirResourceDao<ResearchSubject> subjects, Duration every) {
        this.database = database;
        this.subjects = subjects;
        this.every = every;
    }

    /**
     * A count and the time of its last change.
     *
     * @param number of subjects who are or were in the study
     */
    record Enrolment(int number, Instant changed) {}

    /** The counts of some studies; outdated ones are counted again. */
    Map<String, Enrolment> of(List<String> studies) {
        Map<String, Enrolment> numbers = new HashMap<>();
        Map<String, Instant> counted = new HashMap<>();
        database.sql("select study, number, changed, counted from registry.enrolment")
                .query(row -> {
                    numbers.put(
                            row.getString(1),
                            new Enrolment(row.getInt(2), row.getTimestamp(3).toInstant()));
                    counted.put(row.getString(1), row.getTimestamp(4).toInstant());
                });
        Instant old = Instant.now().minus(every);
        for (String study : studies) {
            if (counted.getOrDefault(study, Instant.MIN).isBefore(old)) {
                numbers.put(study, count(study));
            }
        }
        return numbers;
    }

    private Enrolment count(String study) {
        SearchParameterMap enrolled = SearchParameterMap.newSynchronous()
                .add("study", new ReferenceParam("ResearchStudy/" + study))
                .add("eligible-began", EVER);
        enrolled.setSummaryMode(SummaryEnum.COUNT);
        Integer number = subjects.search(enrolled, new SystemRequestDetails()).size();
        return database.sql(
                        """
                        insert into registry.enrolment as e (study, number, changed, counted) values (?, ?, now(), now())
                        on conflict (study) do update set number = excluded.number, counted = excluded.counted,
                            changed = case when e.number = excluded.number then e.changed else excluded.changed end
                        returning number, changed
                        """)
                .params(study, number == null ? 0 : number)
                .query((row, index) ->
                        new Enrolment(row.getInt(1), row.getTimestamp(2).toInstant()))
                .single();
    }
}
