package org.platelink.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.platelink.GivenPostgres;

/** A server that can be started: what the rest of its java command is, and the PostgreSQL with its database. */
record Contender(String name, List<String> what, EmbeddedPostgres postgres) {

    static Contender platelink(EmbeddedPostgres postgres) {
        return new Contender("platelink", List.of("-jar", "target/platelink.jar"), postgres);
    }

    static Contender stock(EmbeddedPostgres postgres) {
        return new Contender(
                "stock", List.of("-cp", System.getProperty("java.class.path"), StockServer.class.getName()), postgres);
    }

    /** Platelink without its access control. */
    static Contender open(EmbeddedPostgres postgres) {
        return new Contender(
                "open", List.of("-cp", System.getProperty("java.class.path"), OpenServer.class.getName()), postgres);
    }

    /** A PostgreSQL with a database for each, which loses nothing. */
    static EmbeddedPostgres durablePostgres() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .start();
        prove(postgres);
        return postgres;
    }

    /** Durability is not for sale: the figures count only with it. */
    private static void prove(EmbeddedPostgres postgres) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "synchronous_commit")) {
                try (ResultSet row = statement.executeQuery("show " + setting)) {
                    row.next();
                    if (!row.getString(1).equals("on")) {
                        throw new AssertionError(setting + " is " + row.getString(1));
                    }
                }
            }
            statement.execute("create database stock");
            statement.execute("create database platelink");
            statement.execute("create database open");
        }
    }

    BenchedServer start() throws IOException {
        return BenchedServer.start(
                name, what, name.equals("stock") ? stockDatabase() : GivenPostgres.to(postgres, name));
    }

    private Map<String, String> stockDatabase() {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name,
                "SPRING_DATASOURCE_USERNAME",
                "postgres",
                "SPRING_DATASOURCE_PASSWORD",
                "");
    }
}
