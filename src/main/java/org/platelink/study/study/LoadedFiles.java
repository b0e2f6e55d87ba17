package org.platelink.study.study;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.ResourceFile;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Table of the study files that the server has loaded, with their fingerprints and resource versions, beside the FHIR
 * store.
 */
class LoadedFiles {

    private final JdbcClient database;

    LoadedFiles(JdbcClient database) {
        this.database = database;
    }

    /**
     * The last load of a resource.
     *
     * @param fingerprint of the file
     * @param version of the resource that was stored; null if it was loaded by an earlier server version, which did
     *     not record it
     * @param at the time of the load
     */
    record FileLoad(String fingerprint, @Nullable Long version, Instant at) {

        /** Whether the stored resource is unchanged since it was loaded. */
        boolean isStill(long stored, Instant updated) {
            return version == null ? !updated.isAfter(at) : version == stored;
        }
    }

    /**
     * The last load of a resource, even if its file had another name then.
     *
     * @param address the reference of the resource, such as {@code ResearchStudy/NCT06813157}
     */
    Optional<FileLoad> last(ResourceFile file, String address) {
        return database.sql(
                        """
                        select fingerprint, version, loaded_at from platelink_study_file
                        where address = ? or name = ? order by loaded_at desc limit 1
                        """)
                .params(address, file.name())
                .query((row, number) -> new FileLoad(
                        row.getString(1),
                        row.getObject(2, Long.class),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Records that the content of a file is stored as this version of a resource. */
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
