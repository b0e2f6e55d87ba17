package org.platelink.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** What anybody who speaks SQL through the server, by a fault of it, can do to the trail. */
@ServerTest
class TrailRightsIT {

    private final DataSource server;
    private final DataSource audit;

    TrailRightsIT(@Autowired DataSource server, @Autowired @Qualifier("audit") DataSource audit) {
        this.server = server;
        this.audit = audit;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit.trail set event = '{}'",
                "delete from audit.trail",
                "truncate audit.trail",
                "drop table audit.trail",
                "drop schema audit cascade",
                "alter table audit.trail disable trigger all",
                "drop trigger only_added_to on audit.trail",
                "create or replace function audit.refuse() returns trigger language sql as 'select null'",
                "create trigger another before insert on audit.trail for each row execute function audit.refuse()",
                "create table audit.another (i int)",
                "alter table audit.trail owner to current_user",
                "set role platelink_trail",
                "delete from audit.pending",
                "update audit.pending set event = '{}'",
                "set session_replication_role = replica; delete from audit.trail"
            })
    void neitherRoleChangesWhatStandsThere(String attack) {
        for (DataSource role : new DataSource[] {server, audit}) {
            assertThatThrownBy(() -> execute(role, attack))
                    .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                            .isEqualTo("42501"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into audit.trail (seq, event, previous, hash) values (0, '', '', '')",
                "select audit.append(array['{}'], '{}', true)"
            })
    void onlyTheTrailsOwnConnectionsAddToIt(String attack) {
        assertThatThrownBy(() -> execute(server, attack))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
    }

    @Test
    void theTrailsConnectionsReachNothingElse() {
        assertThatThrownBy(() -> execute(audit, "select * from public.hfj_resource"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> execute(audit, "select * from linkage.identifier"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> execute(audit, "create schema another")).isInstanceOf(SQLException.class);
    }

    private static void execute(DataSource role, String sql) throws SQLException {
        try (Connection connection = role.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
