package org.platelink.security.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.FreshTables;
import org.platelink.OwnPostgres;
import org.platelink.RotationProcess;
import org.platelink.platform.sealing.KeyPlace;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A new key for the linkage table: all that was linked is found, by the new key alone, wherever the change was broken
 * off.
 */
class LinkageRotationIT {

    private static final int PERSONS = 603;

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    private static final TransactionTemplate TRANSACTION = new TransactionTemplate();

    private final JdbcClient database = JdbcClient.create(POSTGRES.database());

    @TempDir
    private Path keys;

    @BeforeEach
    void manyAreLinked() {
        TRANSACTION.setTransactionManager(new DataSourceTransactionManager(POSTGRES.database()));
        FreshTables.in(POSTGRES.database());
        Linkage linkage = linkage();
        TRANSACTION.executeWithoutResult(status -> {
            for (int i = 0; i < PERSONS; i++) {
                linkage.link("site-" + i % 2, person(i), "p" + i % 500, Optional.empty());
            }
        });
    }

    @Test
    void allIsFoundByTheNewKeyAndNothingByTheOld() throws Exception {
        byte[] lookUp = firstLookUp();

        assertThat(rotate()).isEqualTo(PERSONS);

        assertAllFound();
        assertThat(database.sql("select count(*) from linkage.identifier where look_up = ?")
                        .param(lookUp)
                        .query(Integer.class)
                        .single())
                .isZero();
        Path old = onlyOld();
        Files.move(old, file(), StandardCopyOption.REPLACE_EXISTING);
        assertThatExceptionOfType(StartUpRefused.class)
                .isThrownBy(this::linkage)
                .withMessageContaining("is not the one that the linkage table was encrypted with");
    }

    @Test
    void wordsOfTextsAreComparedWithTheNewKey() throws Exception {
        rotate();

        LinkageTable table = new LinkageTable(database);
        LinkageKeys now = LinkageKeys.of(table, KeyPlace.files(keys));
        LinkedWords words = new LinkedWords(linkage(), table, now);
        assertThat(words.among(Set.of("SYN00007", "SYN99999"), Set.of("site-1"), Set.of()))
                .containsExactly("SYN00007");
    }

    @Test
    void whatTheDatabaseRefusesInTheMiddleIsAsIfItHadNotBegun() throws Exception {
        String before = Files.readString(file());
        database.sql(
                        """
                        create function linkage.fail() returns trigger language plpgsql as $$ begin
                            if new.participant = 'p400' then raise exception 'no space left on device'; end if;
                            return new; end $$
                        """)
                .update();
        database.sql(
                        "create trigger fail before update on linkage.identifier for each row execute function linkage.fail()")
                .update();

        assertThatThrownBy(this::rotate).isNotNull();

        assertThat(Files.readString(file())).isEqualTo(before);
        assertAllFound();
        assertThat(next()).as("the start has taken it away").doesNotExist();
        database.sql("drop trigger fail on linkage.identifier").update();
        assertThat(rotate()).isEqualTo(PERSONS);
        assertAllFound();
    }

    @Test
    void broughtToItsEndByTheNextStartWhenItWasBrokenOffBeforeTheFilesWereRenamed() throws Exception {
        rotate();
        Files.move(file(), next());
        Files.move(onlyOld(), file());

        assertAllFound();
        assertThat(next()).doesNotExist();
    }

    @Test
    void broughtToItsEndByTheNextStartWhenItWasBrokenOffBetweenTheTwoNames() throws Exception {
        rotate();
        Files.move(file(), next());

        assertAllFound();
        assertThat(file()).exists();
        assertThat(next()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"300,start", "commit,again"})
    void killedInTheMiddleItComesToItsEnd(String where, String then) throws Exception {
        RotationProcess rotation = new RotationProcess(POSTGRES, keys, "linkage");
        boolean isAtCommit = where.equals("commit");
        database.sql(
                        """
                        create sequence linkage.count;
                        create table linkage.awake (since timestamptz);
                        create function linkage.sleep() returns trigger language plpgsql as $$ begin
                            if tg_argv[0] = 'commit' or nextval('linkage.count') = tg_argv[0]::bigint then
                                while not exists (select from linkage.awake) loop perform pg_sleep(0.2); end loop;
                            end if;
                            return new; end $$;
                        """
                                + (isAtCommit
                                        ? "create constraint trigger sleep after update on linkage.key_check"
                                                + " deferrable initially deferred for each row"
                                                + " execute function linkage.sleep('commit')"
                                        : "create trigger sleep before update on linkage.identifier"
                                                + " for each row execute function linkage.sleep('" + where + "')"))
                .update();

        rotation.runAndKillAsleep();

        assertThat(next()).exists();
        if (isAtCommit) {
            // No other change of keys or start comes between.
            assertThat(rotation.refused()).contains("A server is starting");
        }
        database.sql("insert into linkage.awake values (now())").update();
        // This waits until the database has come to its end with it.
        database.sql("drop function linkage.sleep cascade").update();
        if (then.equals("start")) {
            assertAllFound();
            assertThat(next()).doesNotExist();
        }
        rotation.run();
        assertAllFound();
        try (var files = Files.list(keys)) {
            assertThat(files.filter(file -> file.getFileName().toString().contains(".until-")))
                    .as("keys of before")
                    .hasSize(isAtCommit ? 2 : 1);
        }
    }

    @Test
    void aKeyThatIsGivenIsNotReplacedHere() {
        assertThatExceptionOfType(StartUpRefused.class)
                .isThrownBy(() -> {
                    try (Connection connection = POSTGRES.database().getConnection()) {
                        LinkageRotation.run(connection, new KeyPlace("AAAA", null, keys));
                    }
                })
                .withMessageContaining("is given from outside");
    }

    private long rotate() throws Exception {
        try (Connection connection = POSTGRES.database().getConnection()) {
            return LinkageRotation.run(connection, KeyPlace.files(keys));
        }
    }

    private void assertAllFound() {
        Linkage linkage = linkage();
        for (int i = 0; i < PERSONS; i += 3) {
            assertThat(linkage.find("site-" + i % 2, person(i), Optional.empty()))
                    .contains("p" + i % 500);
        }
        assertThat(linkage.identifiersOf("site-1", "p1", Optional.empty())).contains(person(1));
    }

    private byte[] firstLookUp() {
        return database.sql("select look_up from linkage.identifier limit 1")
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    private Path file() {
        return keys.resolve("linkage.key");
    }

    private Path next() {
        return keys.resolve("linkage.key.next");
    }

    private Path onlyOld() throws IOException {
        try (var files = Files.list(keys)) {
            List<Path> old = files.filter(file -> file.getFileName().toString().contains(".until-"))
                    .toList();
            assertThat(old).hasSize(1);
            return old.get(0);
        }
    }

    private static PersonIdentifier person(int number) {
        return new PersonIdentifier("https://hospital.example/patients", "SYN-%05d".formatted(number));
    }

    private Linkage linkage() {
        LinkageTable table = new LinkageTable(database);
        return new Linkage(table, LinkageKeys.of(table, KeyPlace.files(keys)), TRANSACTION, event -> {});
    }
}
