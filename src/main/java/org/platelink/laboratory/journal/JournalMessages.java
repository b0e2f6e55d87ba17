package org.platelink.laboratory.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Read-only queries of the journal; each is limited to one site. */
public class JournalMessages {

    private static final String COLUMNS =
            "select arrival, id, site, client, door, received_at, fate, decided_at, first, results,"
                    + " left_out, held from journal.message ";
    private static final int EXAMPLES = 10;

    private final JdbcClient database;
    private final JournalKeys keys;
    private final Findings findings;

    JournalMessages(JdbcClient database, JournalKeys keys) {
        this.database = database;
        this.keys = keys;
        this.findings = new Findings(database);
    }

    /** The messages of a site that match a query, newest first. */
    public List<JournalMessage> last(String site, MessageQuery wanted, int number) {
        String status = wanted.status() == null ? null : wanted.status().code();
        String reason = wanted.reason() == null ? null : wanted.reason().code();
        String text = wanted.text() == null ? null : wanted.text().toLowerCase(Locale.ROOT);
        List<JournalMessage> found = database.sql(
                        COLUMNS
                                + """
                        where site = :site and (:client::text is null or client = :client)
                        and (:fate::text is null or fate = :fate) and (:door::text is null or door = :door)
                        and (:reason::text is null or exists (
                            select from journal.finding f where f.message = arrival and f.reason = :reason))
                        and (:text::text is null or position(:text in lower(client)) > 0 or starts_with(id::text, :text)
                            or exists (select from journal.finding f where f.message = arrival and position(
                                :text in lower(f.place || ' ' || coalesce(f.key, '') || ' ' || f.sentence)) > 0))
                        and arrival > :after and arrival < :before order by arrival desc limit :number
                        """)
                .param("site", site)
                .param("client", wanted.client())
                .param("fate", status)
                .param("door", wanted.door())
                .param("reason", reason)
                .param("text", text)
                .param("after", wanted.after() == null ? 0 : wanted.after())
                .param("before", wanted.before() == null ? Long.MAX_VALUE : wanted.before())
                .param("number", number)
                .query((row, count) -> message(row))
                .list();
        Map<Long, List<Finding>> all =
                findings.of(found.stream().map(JournalMessage::arrival).toList());
        return found.stream()
                .map(one -> with(one, all.getOrDefault(one.arrival(), List.of())))
                .toList();
    }

    /** A message of a site. */
    public Optional<JournalMessage> find(String site, UUID id) {
        return database.sql(COLUMNS + "where site = ? and id = ?")
                .params(site, id)
                .query((row, number) -> message(row))
                .optional()
                .map(one -> with(one, findings.of(List.of(one.arrival())).getOrDefault(one.arrival(), List.of())));
    }

    /**
     * The decrypted content of a message, byte for byte; of an identical duplicate, that of the first message. The
     * caller must record each access in the audit trail.
     */
    public Optional<byte[]> content(String site, UUID id) {
        return database.sql(
                        """
                        select case when m.content is null then f.id else m.id end, coalesce(m.content, f.content)
                        from journal.message m left join journal.message f on f.id = m.first
                        where m.site = ? and m.id = ?
                        """)
                .params(site, id)
                .query((row, number) -> keys.opened(row.getObject(1, UUID.class), row.getBytes(2)))
                .optional();
    }

    /**
     * The acknowledgement that was sent for a message; empty if it is not known. The caller must record each access
     * in the audit trail.
     */
    public Optional<byte[]> answer(String site, UUID id) {
        return database.sql(
                        "select acknowledgement from journal.message where site = ? and id = ? and acknowledgement is not null")
                .params(site, id)
                .query((row, number) -> keys.opened(id, row.getBytes(1)))
                .optional();
    }

    /**
     * A message of a site with its decrypted content, as it is applied. The caller must record each access in the
     * audit trail.
     */
    public Optional<QueuedMessage> whole(String site, UUID id) {
        return database.sql(
                        """
                        select case when m.content is null then f.id else m.id end, coalesce(m.content, f.content),
                            coalesce(m.charset, f.charset), m.arrival, m.client, m.door, m.received_at
                        from journal.message m left join journal.message f on f.id = m.first
                        where m.site = ? and m.id = ?
                        """)
                .params(site, id)
                .query((row, number) -> new QueuedMessage(
                        row.getLong(4),
                        id,
                        site,
                        row.getString(5),
                        Channel.of(row.getString(6)),
                        Journal.instant(row, 7),
                        keys.opened(row.getObject(1, UUID.class), row.getBytes(2)),
                        row.getString(3)))
                .optional();
    }

    /** The work items of a site, oldest first. */
    public List<WorkItem> workItems(String site) {
        return database.sql(
                        """
                        select f.reason, f.key, min(f.sentence), count(*), min(m.received_at),
                            (array_agg(m.id order by m.arrival))[1:?], sum(f.results)
                        from (select message, reason, key, min(sentence) as sentence,
                                count(distinct split_part(place, '-', 1)) filter (where place like 'OBX[%') as results
                            from journal.finding group by message, reason, key) f
                        join journal.message m on m.arrival = f.message
                        where m.site = ? and m.fate in ('parked', 'partial')
                        group by f.reason, f.key, case when f.key is null then f.message end
                        order by min(m.arrival), f.reason, f.key
                        """)
                .params(EXAMPLES, site)
                .query((row, number) -> new WorkItem(
                        Findings.reason(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        Journal.instant(row, 5),
                        Arrays.asList((UUID[]) row.getArray(6).getArray()),
                        row.getInt(7)))
                .list();
    }

    private static JournalMessage message(ResultSet row) throws SQLException {
        return new JournalMessage(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                Channel.of(row.getString(5)),
                Journal.instant(row, 6),
                MessageStatus.of(row.getString(7)).orElseThrow(),
                Journal.instant(row, 8),
                row.getObject(9, UUID.class),
                row.getInt(10),
                List.of(),
                row.getInt(11),
                row.getInt(12));
    }

    private static JournalMessage with(JournalMessage one, List<Finding> found) {
        return new JournalMessage(
                one.arrival(),
                one.id(),
                one.site(),
                one.client(),
                one.channel(),
                one.received(),
                one.status(),
                one.decided(),
                one.first(),
                one.results(),
                found,
                one.leftOut(),
                one.held());
    }
}
