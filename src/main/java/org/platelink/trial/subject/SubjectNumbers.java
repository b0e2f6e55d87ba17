package org.platelink.trial.subject;

import org.platelink.platform.server.OwnTables;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The study numbers of subjects, counted for each study in a schema beside the FHIR store. */
class SubjectNumbers {

    private final JdbcClient database;

    /** Makes the table where it does not exist. */
    SubjectNumbers(JdbcClient database) {
        this.database = database;
        OwnTables.make(
                database,
                """
                create schema if not exists subject;
                create table if not exists subject.number (
                    study text primary key,
                    last int not null)
                """);
    }

    /**
     * The next number of a study, from {@code 0001} on. Who takes one has the study's subjects for itself until its
     * transaction ends; if that is rolled back, the number is the next one's.
     *
     * @param study the id of the ResearchStudy
     */
    String next(String study) {
        int number = database.sql(
                        """
                        insert into subject.number as known (study, last) values (?, 1)
                        on conflict (study) do update set last = known.last + 1 returning last
                        """)
                .param(study)
                .query(Integer.class)
                .single();
        return "%04d".formatted(number);
    }

    /** The namespace of a study's numbers. */
    static String systemOf(String study) {
        return "https://platelink.org/study/" + study + "/subject-number";
    }
}
