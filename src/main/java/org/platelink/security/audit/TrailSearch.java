package org.platelink.security.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.DateSpan;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Searches events in the trail by substring match on the stored JSON. This is safe because each element is written in
 * one way only, and a quotation mark inside a value is escaped.
 */
final class TrailSearch {

    private final FhirContext fhir;
    private final JdbcClient database;
    private final Trail trail;

    TrailSearch(FhirContext fhir, JdbcClient database, Trail trail) {
        this.fhir = fhir;
        this.database = database;
        this.trail = trail;
    }

    Optional<AuditEvent> read(long seq) {
        return database.sql("select event from " + trail.table("trail") + " where seq = ?")
                .param(seq)
                .query(String.class)
                .optional()
                .map(text -> event(seq, text));
    }

    /**
     * The newest events that match.
     *
     * @param before only events with a lower number
     * @param most the maximum number of events
     */
    List<AuditEvent> find(Criteria criteria, long before, int most) {
        List<Object> values = new ArrayList<>(criteria.values);
        values.add(before);
        values.add(most);
        return database.sql("select seq, event from " + trail.table("trail") + " where " + criteria.sql
                        + "seq < ? order by seq desc limit ?")
                .params(values)
                .query((row, number) -> event(row.getLong(1), row.getString(2)))
                .list();
    }

    private AuditEvent event(long seq, String text) {
        IParser parser = fhir.newJsonParser();
        AuditEvent event = parser.parseResource(AuditEvent.class, text);
        event.setId(new IdType("AuditEvent", String.valueOf(seq), "1"));
        event.getMeta().setVersionId("1").setLastUpdated(event.getRecorded());
        return event;
    }

    /** The conditions of a search, all of which an event must meet. */
    static final class Criteria {

        private static final String TIME =
                "substr(event, " + EventText.TIME_AT + ", " + EventText.TIME_LENGTH + ") collate \"C\"";

        private final StringBuilder sql = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        /** Adds a condition: recorded within a range. */
        Criteria during(@Nullable DateRangeParam range) {
            if (range != null) {
                DateRangeParam moments = DateSpan.byMoments(range);
                if (moments.getLowerBound() != null
                        && moments.getLowerBound().getPrefix() == ParamPrefixEnum.NOT_EQUAL) {
                    sql.append("not (");
                    time(" >= ? and ", moments.getLowerBound().getValue());
                    time(" <= ?) and ", moments.getUpperBound().getValue());
                } else {
                    time(" >= ? and ", moments.getLowerBoundAsInstant());
                    time(" <= ? and ", moments.getUpperBoundAsInstant());
                }
            }
            return this;
        }

        private void time(String comparison, @Nullable Date bound) {
            if (bound != null) {
                sql.append(TIME).append(comparison);
                values.add(EventText.time(bound.toInstant()));
            }
        }

        /** Adds a condition: the text contains one of these pieces. */
        Criteria containing(String... pieces) {
            sql.append('(');
            for (int i = 0; i < pieces.length; i++) {
                sql.append(i == 0 ? "" : " or ").append("position(? in event) > 0");
                values.add(pieces[i]);
            }
            sql.append(") and ");
            return this;
        }
    }
}
