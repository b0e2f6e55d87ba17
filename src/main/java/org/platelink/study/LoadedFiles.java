package org.platelink.study;

import java.util.List;
import org.platelink.server.ResourceFile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which files of the study the server has loaded, and with what content: a table beside the FHIR store. */
class LoadedFiles {

    private final JdbcClient database;

    LoadedFiles(JdbcClient database) {
        this.database = database;
        database.sql(
                        """
                        create table if not exists platelink_study_file (
                            name text primary key,
                            fingerprint text not null,
                            loaded_at timestamptz not null default now())
                        """)
                .update();
    }

    /** The files that are new or have changed since they were loaded. */
    List<ResourceFile> changedAmong(List<ResourceFile> files) {
        return files.stream().filter(file -> !isLoaded(file)).toList();
    }

    void remember(List<ResourceFile> files) {
        for (ResourceFile file : files) {
            database.sql(
                            """
                            insert into platelink_study_file (name, fingerprint) values (?, ?)
                            on conflict (name) do update
                            set fingerprint = excluded.fingerprint, loaded_at = now()
                            """)
                    .params(file.name(), file.fingerprint())
                    .update();
        }
    }

    private boolean isLoaded(ResourceFile file) {
        return database.sql("select count(*) from platelink_study_file where name = ? and fingerprint = ?")
                        .params(file.name(), file.fingerprint())
                        .query(Integer.class)
                        .single()
                == 1;
    }
}
