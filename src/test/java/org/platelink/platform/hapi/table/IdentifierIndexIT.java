package org.platelink.platform.hapi.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;

/** What a delivery asks of the store costs by what it delivers, and not by what its site has stored. */
@ServerTest
class IdentifierIndexIT {

    private final DataSource database;

    IdentifierIndexIT(@Autowired DataSource database) {
        this.database = database;
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_generic_plan", "force_custom_plan"})
    void itGoesFromTheIdentifiersToTheSite(String plans) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local plan_cache_mode = " + plans);
            // As on a store that has more than a page of everything.
            statement.execute("set local enable_seqscan = off");
            String sql = IdentifierIndex.OF_PATIENTS
                    .replaceFirst("\\?::bigint\\[]", "\\$1")
                    .replaceFirst("\\?", "\\$2");
            statement.execute("prepare identifiers(bigint[], text) as " + sql);
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows =
                    statement.executeQuery("explain execute identifiers('{1,2,3,4,5,6,7,8,9,10}', 'site-unknown')")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            statement.execute("deallocate identifiers");
            connection.rollback();
            // That index leads from an Organization to its Patients, and from a Patient to all of its results.
            assertThat(plan.toString()).contains("idx_sp_token_hash_sv").doesNotContain("idx_rl_tgt");
        }
    }
}
