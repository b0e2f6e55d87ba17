package org.platelink.study.study;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.OwnTables;
import org.platelink.platform.server.ResourceFile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which files of the study the server has loaded, with what content, and as what: a table beside the FHIR store. */
class LoadedFiles {

    private final JdbcClient database;

    LoadedFiles(JdbcClient database) {
        this.database = database;
        OwnTables.make(
                database,
                """
                create table if not exists platelink_study_file (
                    name text primary key,
                    fingerprint text not null,
                    loaded_at timestamptz not null default now());
                alter table platelink_study_file
                    add column if not exists address text,
                    add column if not exists version bigint
                """);
    }

    /**
     * What was loaded last.
     *
     * @param fingerprint of the file
     * @param version of the resource that it became; null if an earlier server loaded it, which did not note that
     * @param at when
     */
    record Loaded(String fingerprint, @Nullable Long version, Instant at) {

        /** Whether what is stored now still is what was loaded. */
        boolean isStill(long stored, Instant updated) {
            return version == null ? !updated.isAfter(at) : version == stored;
        }
    }

    /**
     * What was loaded last of a resource, whatever its file was called then.
     *
     * @param address of the resource, such as {@code ResearchStudy/NCT06813157}
     */
    Optional<Loaded> last(ResourceFile file, String address) {
        return database.sql(
                        """
                        select fingerprint, version, loaded_at from platelink_study_file
                        where address = ? or name = ? order by loaded_at desc limit 1
                        """)
                .params(address, file.name())
                .query((row, number) -> new Loaded(
                        row.getString(1),
                        row.getObject(2, Long.class),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Notes that a file is what the server has as a version of a resource. */
    void remember(ResourceFile file, String address, long version) {
        database.sql(
                        """
                        insert into platelink_study_file (name, fingerprint, address, version) values (?, ?, ?, ?)
                        on conflict (name) do update
                        set fingerprint = excluded.fingerprint, address = excluded.address, version = excluded.version,
                            loaded_at = now()
                        """)
                .params(Arrays.asList(file.name(), file.fingerprint(), address, version))
                .update();
    }
}
