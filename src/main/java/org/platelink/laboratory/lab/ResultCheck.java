package org.platelink.laboratory.lab;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Searches the database for laboratory results that may be stored for the wrong participant. An earlier version of
 * this server could cause that, if a number was used again for another patient or several reports came in one
 * transaction. It reads HAPI's tables and the ledger, and changes nothing.
 */
public final class ResultCheck {

    /** The stored texts of versions are FHIR JSON; a version that marks the resource as deleted has none. */
    private static final String MOVED =
            """
            select coalesce(max(l.site), ''), r.res_type || '/' || r.fhir_id,
                string_agg(distinct v.subject, ', ' order by v.subject)
            from hfj_resource r
            join lateral (
                select h.res_text_vc::jsonb #>> '{subject,reference}' as subject from hfj_res_ver h
                where h.res_id = r.res_id and h.res_text_vc is not null) v on v.subject is not null
            left join journal.result l on l.id::text = r.fhir_id
            where r.res_type in ('Observation', 'DiagnosticReport', 'Specimen') and r.res_ver > 1
            group by r.res_id, r.res_type, r.fhir_id having count(distinct v.subject) > 1
            order by 1, 2
            """;

    private static final String OF_ANOTHERS_REPORT =
            """
            with pair as (
                select k.src_resource_id as report, k.target_resource_id as result from hfj_res_link k
                where k.src_path = 'DiagnosticReport.result'
                union
                select d.res_id, o.res_id from journal.result l
                join hfj_resource o on o.res_type = 'Observation' and o.fhir_id = l.id::text
                join hfj_resource d on d.res_type = 'DiagnosticReport' and d.fhir_id = l.report::text)
            select coalesce(l.site, ''), 'Observation/' || o.fhir_id, 'DiagnosticReport/' || d.fhir_id
            from pair p
            join hfj_resource d on d.res_id = p.report
            join hfj_resource o on o.res_id = p.result and o.res_type = 'Observation'
            join hfj_res_link sd on sd.src_resource_id = p.report and sd.src_path = 'DiagnosticReport.subject'
            join hfj_res_link so on so.src_resource_id = p.result and so.src_path = 'Observation.subject'
            left join journal.result l on l.id::text = o.fhir_id
            where sd.target_resource_id <> so.target_resource_id
            order by 1, 2
            """;

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
