package org.platelink.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class DurabilityIT {

    private final JdbcClient database;

    DurabilityIT(@Autowired JdbcClient database) {
        this.database = database;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
    void anAcknowledgedWriteIsOnDisk(String setting) {
        assertThat(database.sql("show " + setting).query(String.class).single()).isEqualTo("on");
    }

    @Test
    void theDatabaseIsPostgreSql17() {
        assertThat(database.sql("show server_version").query(String.class).single())
                .startsWith("17.");
    }
}
