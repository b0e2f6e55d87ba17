package org.platelink.laboratory.lab;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.platelink.platform.hapi.table.Relations;

/**
 * Searches the database for laboratory results that may be stored for the wrong participant. An earlier version of
 * this server could cause that, if a number was used again for another patient or several reports came in one
 * transaction. It reads the stored resources and the ledger, and changes nothing.
 */
public final class ResultCheck {

    /** The stored texts of versions are FHIR JSON; a version that marks the resource as deleted has none. */
    private static final String MOVED =
            """
            select coalesce(max(l.site), ''), r.type || '/' || r.id,
                string_agg(distinct v.subject, ', ' order by v.subject)
            from %s r
            join lateral (
                select h.json::jsonb #>> '{subject,reference}' as subject from %s h
                where h.key = r.key and h.json is not null) v on v.subject is not null
            left join journal.result l on l.id::text = r.id
            where r.type in ('Observation', 'DiagnosticReport', 'Specimen') and r.version > 1
            group by r.key, r.type, r.id having count(distinct v.subject) > 1
            order by 1, 2
            """
                    .formatted(Relations.resources(), Relations.versions());

    private static final String OF_ANOTHERS_REPORT =
            """
            with pair as (
                select k.source as report, k.target as result from %2$s k
                where k.path = 'DiagnosticReport.result'
                union
                select d.key, o.key from journal.result l
                join %1$s o on o.type = 'Observation' and o.id = l.id::text
                join %1$s d on d.type = 'DiagnosticReport' and d.id = l.report::text)
            select coalesce(l.site, ''), 'Observation/' || o.id, 'DiagnosticReport/' || d.id
            from pair p
            join %1$s d on d.key = p.report
            join %1$s o on o.key = p.result and o.type = 'Observation'
            join %2$s sd on sd.source = p.report and sd.path = 'DiagnosticReport.subject'
            join %2$s so on so.source = p.result and so.path = 'Observation.subject'
            left join journal.result l on l.id::text = o.id
            where sd.target <> so.target
            order by 1, 2
            """
                    .formatted(Relations.resources(), Relations.references());

    /**
     * A result that somebody has to review.
     *
     * @param site the id of the Organization whose laboratory sent it; empty if that is not known
     * @param address the reference of the resource, such as {@code Observation/7}
     * @param sentence what is wrong with it
     */
    public record Doubt(String site, String address, String sentence) {}

    /**
     * Runs the check.
     *
     * @param database a connection to the server's database; the server may be running
     * @throws SQLException if the database fails, or has no tables because no server has ever used it
     */
    public List<Doubt> doubts(Connection database) throws SQLException {
        List<Doubt> doubts = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet moved = statement.executeQuery(MOVED)) {
            while (moved.next()) {
                doubts.add(new Doubt(
                        moved.getString(1),
                        moved.getString(2),
                        "its history has more than one subject: " + moved.getString(3)));
            }
        }
        try (Statement statement = database.createStatement();
                ResultSet reports = statement.executeQuery(OF_ANOTHERS_REPORT)) {
            while (reports.next()) {
                doubts.add(new Doubt(
                        reports.getString(1),
                        reports.getString(2),
                        "it belongs to " + reports.getString(3) + ", which is of another subject"));
            }
        }
        return doubts;
    }
}
