package org.platelink.security.linkage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.sealing.KeySelection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Data access to the linkage tables, in a schema of their own beside the FHIR store. Their identifiers cannot be read
 * without the key.
 */
class LinkageTable implements KeySelection.Checks {

    private final JdbcClient database;

    LinkageTable(JdbcClient database) {
        this.database = database;
    }

    /** A row of the table. */
    record Row(
            String site, byte[] lookUp, byte @Nullable [] word, byte[] sealed, String participant, String linkedBy) {}

    @Override
    public boolean isUsed() {
        return database.sql("select exists (select from linkage.identifier)")
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<byte[]> kept() {
        return database.sql("select value from linkage.key_check")
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    @Override
    public void keep(byte[] keyCheck) {
        database.sql(
                        """
                        insert into linkage.key_check (value) select ?
                        where not exists (select from linkage.identifier)
                        on conflict (one) do update set value = excluded.value
                        """)
                .param(keyCheck)
                .update();
    }

    /**
     * Inserts a row, unless its site has one for the same identifier.
     *
     * @param keyCheck check value of the row's key; a row with another key than that of the table is never inserted
     * @return whether it was inserted
     */
    boolean add(Row row, byte[] keyCheck) {
        return database.sql(
                                """
                                insert into linkage.identifier (site, look_up, word, sealed, participant, linked_by)
                                select ?, ?, ?, ?, ?, ? from linkage.key_check where value = ? for share
                                on conflict (site, look_up) do nothing
                                """)
                        .params(
                                row.site(),
                                row.lookUp(),
                                row.word(),
                                row.sealed(),
                                row.participant(),
                                row.linkedBy(),
                                keyCheck)
                        .update()
                == 1;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getBytes(2),
                row.getBytes(3),
                row.getBytes(4),
                row.getString(5),
                row.getString(6));
    }

    /** The rows of all sites in batches (keyset pagination), each row once. */
    List<Row> after(@Nullable Row last, int most) {
        return database.sql(
                        """
                        select site, look_up, word, sealed, participant, linked_by from linkage.identifier
                        where (participant, site, look_up) > (?, ?, ?)
                        order by participant, site, look_up limit ?
                        """)
                .params(
                        last == null ? "" : last.participant(),
                        last == null ? "" : last.site(),
                        last == null ? new byte[0] : last.lookUp(),
                        most)
                .query((row, number) -> row(row))
                .list();
    }

    /** Replaces the values of a row by those made with another key. */
    void replace(Row old, Row fresh) {
        database.sql("update linkage.identifier set look_up = ?, word = ?, sealed = ? where site = ? and look_up = ?")
                .params(Arrays.asList(fresh.lookUp(), fresh.word(), fresh.sealed(), old.site(), old.lookUp()))
                .update();
    }

    /** Stores the check value of the key that all rows have now. */
    void rotated(byte[] keyCheck) {
        database.sql("update linkage.key_check set value = ?").param(keyCheck).update();
    }

    Optional<String> participant(String site, byte[] lookUp) {
        return database.sql("select participant from linkage.identifier where site = ? and look_up = ?")
                .params(site, lookUp)
                .query(String.class)
                .optional();
    }

    List<Row> rowsOf(String site, String participant) {
        return database.sql(
                        """
                        select site, look_up, word, sealed, participant, linked_by from linkage.identifier
                        where site = ? and participant = ? order by linked_at
                        """)
                .params(site, participant)
                .query((row, number) -> row(row))
                .list();
    }

    /**
     * The blind indexes of these participants' identifiers as words, by participant.
     *
     * @param site the site that linked them; null for any
     */
    Map<String, List<byte[]>> wordsOf(Collection<String> participants, @Nullable String site) {
        Map<String, List<byte[]>> found = new HashMap<>();
        database.sql(
                        """
                        select participant, word from linkage.identifier
                        where participant = any (?::text[]) and word is not null and site = coalesce(?::text, site)
                        """)
                .params(Arrays.asList(participants.toArray(String[]::new), site))
                .query((row, number) -> found.computeIfAbsent(row.getString(1), absent -> new ArrayList<>())
                        .add(row.getBytes(2)))
                .list();
        return found;
    }

    /**
     * Finds which words are identifiers of persons of these sites, or of the sites of these participants.
     *
     * @return their positions in the collection, from 1
     */
    Set<Integer> positionsOfWords(List<byte[]> words, Collection<String> sites, Collection<String> participants) {
        return new HashSet<>(database.sql(
                        """
                        select asked.position::int from unnest(?::bytea[]) with ordinality as asked (word, position)
                        where exists (select from linkage.identifier known where known.word = asked.word
                            and (known.site = any (?::text[])
                                or known.site in
                                    (select site from linkage.identifier where participant = any (?::text[]))))
                        """)
                .params(words.toArray(new byte[0][]), sites.toArray(String[]::new), participants.toArray(String[]::new))
                .query(Integer.class)
                .list());
    }
}
