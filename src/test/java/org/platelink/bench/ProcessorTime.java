package org.platelink.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How much of the processors a server and its PostgreSQL have used. Where a machine has other things to do, this says
 * more than the time on the clock.
 *
 * @param server of the server's process
 * @param database of all processes of PostgreSQL
 */
record ProcessorTime(Duration server, Duration database) {

    static ProcessorTime now(BenchedServer server, EmbeddedPostgres postgres) throws SQLException {
        return new ProcessorTime(
                used(ProcessHandle.of(server.pid()).stream()),
                used(postmaster(postgres).descendants()));
    }

    private static Duration used(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static ProcessHandle postmaster(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
        }
    }

    ProcessorTime since(ProcessorTime before) {
        return new ProcessorTime(server.minus(before.server), database.minus(before.database));
    }
}
