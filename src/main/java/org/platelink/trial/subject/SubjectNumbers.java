package org.platelink.trial.subject;

import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Generator of subject numbers: one counter for each study, in a database schema beside the FHIR store. */
class SubjectNumbers {

    private final JdbcClient database;

    SubjectNumbers(JdbcClient database) {
        this.database = database;
    }

    /**
     * Takes the next number of a study, from {@code 0001} on. The row stays locked until the transaction ends, so
     * registrations in a study run one at a time; after a rollback the next caller gets the number.
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

    /** Lets registrations in a study run one at a time until the transaction ends, without taking a number. */
    void lock(String study) {
        database.sql(
                        """
                        insert into subject.number as known (study, last) values (?, 0)
                        on conflict (study) do update set last = known.last
                        """)
                .param(study)
                .update();
    }

    /** Whether an identifier system is that of some study's subject numbers. */
    static boolean isSystem(@Nullable String system) {
        return system != null && system.endsWith("/subject-number");
    }

    /** The identifier system of a study's subject numbers. */
    static String systemOf(String study) {
        return CanonicalUrls.PROJECT + "study/" + study + "/subject-number";
    }
}
