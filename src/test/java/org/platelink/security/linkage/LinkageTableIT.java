package org.platelink.security.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FreshTables;
import org.platelink.OwnPostgres;
import org.platelink.platform.sealing.KeyPlace;
import org.platelink.platform.server.StartUpRefused;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;
import org.platelink.security.linkage.Linkage.LinkResult;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The linkage on a PostgreSQL of its own, without a server around it. */
class LinkageTableIT {

    private static final PersonIdentifier PERSON =
            new PersonIdentifier("https://hospital.example/patients", "SYN-000123");
    private static final Optional<Caller> COORDINATOR = Optional.of(
            new Caller("coordinator-a", Role.COORDINATOR, "site-a", Set.of(), Scopes.parse("system/*.cruds")));

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    private final DataSource connections = POSTGRES.database();

    private final JdbcClient database = JdbcClient.create(connections);
    private final List<Object> published = new ArrayList<>();

    @TempDir
    private Path home;

    @BeforeEach
    void emptyTables() {
        FreshTables.in(connections);
    }

    @Test
    void aFirstStartMakesAKeyForTheUserAlone() throws IOException {
        linkage(null);

        Path file = home.resolve("keys/linkage.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Base64.getDecoder().decode(Files.readString(file).trim())).hasSize(32);
    }

    @Test
    void aLaterStartFindsWhatWasLinked() {
        linkage(null).link("site-a", PERSON, "p1", COORDINATOR);

        Linkage later = linkage(null);

        assertThat(later.find("site-a", PERSON, COORDINATOR)).contains("p1");
        assertThat(later.identifiersOf("site-a", "p1", COORDINATOR)).containsExactly(PERSON);
    }

    @Test
    void aKeyThatIsGivenIsUsedAndNoFileMade() {
        String given = Base64.getEncoder().encodeToString(new byte[32]);
        linkage(given).link("site-a", PERSON, "p1", COORDINATOR);

        assertThat(linkage(given).find("site-a", PERSON, COORDINATOR)).contains("p1");
        assertThat(home.resolve("keys")).doesNotExist();
    }

    @Test
    void rowsWithoutTheirKeyRefuseTheStart() throws IOException {
        linkage(null).link("site-a", PERSON, "p1", COORDINATOR);
        Files.delete(home.resolve("keys/linkage.key"));

        assertRefused(null, "the key of the linkage table is missing");
        assertRefused(Base64.getEncoder().encodeToString(new byte[32]), "is not the one");
        assertThat(home.resolve("keys/linkage.key")).doesNotExist();
    }

    @Test
    void withoutRowsAnyKeyWillDo() throws IOException {
        linkage(null);
        Files.delete(home.resolve("keys/linkage.key"));

        assertThat(linkage(null).link("site-a", PERSON, "p1", COORDINATOR)).isEqualTo(LinkResult.ADDED);
    }

    @Test
    void aKeyThatOthersMayReadOrThatIsNoneRefusesTheStart() throws IOException {
        linkage(null);
        Path file = home.resolve("keys/linkage.key");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(null, "chmod 600");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "c2hvcnQ=");
        assertRefused(null, "holds no key");
        assertRefused("not base64!", "PLATELINK_LINKAGE_KEY holds no key");
    }

    @Test
    void aServerWhoseKeyWasReplacedAddsNothing() {
        Linkage first = linkage(null);
        linkage(Base64.getEncoder().encodeToString(new byte[32]));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> first.link("site-a", PERSON, "p1", COORDINATOR));
    }

    @Test
    void whatIsKeptHoldsNothingOfTheIdentifier() {
        linkage(null).link("site-a", PERSON, "p1", COORDINATOR);

        String kept = database.sql("select i::text || ' ' || encode(look_up, 'escape') || encode(word, 'escape')"
                        + " || encode(sealed, 'escape') from linkage.identifier i")
                .query(String.class)
                .single();

        assertThat(kept).contains("site-a", "p1", "coordinator-a").doesNotContain("SYN", "000123", "hospital");
        assertThat(kept).doesNotContain(hex("SYN"), hex("000123"), hex("hospital"));
    }

    @Test
    void aRowThatWasMovedToAnotherParticipantDoesNotOpen() {
        Linkage linkage = linkage(null);
        linkage.link("site-a", PERSON, "p1", COORDINATOR);
        database.sql("update linkage.identifier set participant = 'p2'").update();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> linkage.identifiersOf("site-a", "p2", COORDINATOR));
    }

    @Test
    void anIdentifierBelongsToOneParticipantOfASite() {
        Linkage linkage = linkage(null);

        assertThat(linkage.link("site-a", PERSON, "p1", COORDINATOR)).isEqualTo(LinkResult.ADDED);
        assertThat(linkage.link("site-a", PERSON, "p1", COORDINATOR)).isEqualTo(LinkResult.KNOWN);
        assertThat(linkage.link("site-a", PERSON, "p2", COORDINATOR)).isEqualTo(LinkResult.TAKEN);
        assertThat(linkage.link("site-b", PERSON, "p3", COORDINATOR)).isEqualTo(LinkResult.ADDED);
        assertThat(linkage.find("site-a", PERSON, COORDINATOR)).contains("p1");
        assertThat(linkage.find("site-c", PERSON, COORDINATOR)).isEmpty();
    }

    @Test
    void ofManyAtOnceOneLinks() throws Exception {
        Linkage linkage = linkage(null);
        ExecutorService coordinators = Executors.newFixedThreadPool(8);
        List<Callable<LinkResult>> attempts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String participant = "p" + i;
            attempts.add(() -> linkage.link("site-a", PERSON, participant, COORDINATOR));
        }

        List<LinkResult> results = new ArrayList<>();
        for (Future<LinkResult> attempt : coordinators.invokeAll(attempts)) {
            results.add(attempt.get());
        }

        coordinators.shutdown();
        assertThat(results).filteredOn(LinkResult.ADDED::equals).hasSize(1);
        assertThat(results).filteredOn(LinkResult.TAKEN::equals).hasSize(39);
    }

    @Test
    void wordsAreFoundForTheirSiteOnly() {
        LinkageTable table = new LinkageTable(database);
        LinkageKeys keys = LinkageKeys.of(table, place(null));
        Linkage linkage = linkage(table, keys);
        LinkedWords words = new LinkedWords(linkage, table, keys);
        Set<String> text = Set.of("OTHER1", "SYN000123", "2026");
        assertThat(words.canBe()).isFalse();
        assertThat(words.among(text, Set.of("site-a"), Set.of())).isEmpty();

        linkage.link("site-a", PERSON, "p1", COORDINATOR);

        assertThat(words.canBe()).isTrue();
        assertThat(words.among(text, Set.of("site-a"), Set.of())).containsExactly("SYN000123");
        assertThat(words.among(text, Set.of(), Set.of("p1"))).containsExactly("SYN000123");
        assertThat(words.among(text, Set.of("site-b"), Set.of("p2"))).isEmpty();
    }

    @Test
    void wordsAreFoundForTheirParticipantAsSoonAsTheyAreLinked() {
        LinkageTable table = new LinkageTable(database);
        LinkageKeys keys = LinkageKeys.of(table, place(null));
        Linkage linkage = linkage(table, keys);
        LinkedWords words = new LinkedWords(linkage, table, keys);
        assertThat(words.ofParticipants(Set.of("p1", "p2"), null).isEmpty()).isTrue();

        linkage.link("site-a", PERSON, "p1", COORDINATOR);

        WordsOfParticipants known = words.ofParticipants(Set.of("p1", "p2"), null);
        assertThat(known.isEmpty()).isFalse();
        assertThat(known.has("SYN000123", Set.of("p2", "p1"))).isTrue();
        assertThat(known.has("SYN000123", Set.of("p2"))).isFalse();
        assertThat(known.has("OTHER1", Set.of("p1"))).isFalse();
        assertThat(words.ofParticipants(Set.of("p1"), "site-a").isEmpty()).isFalse();
        assertThat(words.ofParticipants(Set.of("p1"), "site-b").isEmpty()).isTrue();
    }

    @Test
    void eachUseIsToldBeforeItIsAnswered() {
        Linkage linkage = linkage(null);

        linkage.link("site-a", PERSON, "p1", COORDINATOR);
        linkage.find("site-a", PERSON, COORDINATOR);
        linkage.find("site-b", PERSON, Optional.empty());
        linkage.identifiersOf("site-a", "p1", COORDINATOR);

        assertThat(published)
                .containsExactly(
                        new LinkageAccessEvent(COORDINATOR, LinkageAccessEvent.Act.LINK, "site-a", "p1"),
                        new LinkageAccessEvent(COORDINATOR, LinkageAccessEvent.Act.FIND_PARTICIPANT, "site-a", "p1"),
                        new LinkageAccessEvent(
                                Optional.empty(), LinkageAccessEvent.Act.FIND_PARTICIPANT, "site-b", null),
                        new LinkageAccessEvent(COORDINATOR, LinkageAccessEvent.Act.READ_IDENTIFIERS, "site-a", "p1"));
    }

    @Test
    void whatCannotBeToldIsNotDone() {
        LinkageTable table = new LinkageTable(database);
        LinkageKeys keys = LinkageKeys.of(table, place(null));
        Linkage linkage = new Linkage(table, keys, transactions(), event -> {
            throw new IllegalStateException("The trail cannot be written.");
        });

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> linkage.link("site-a", PERSON, "p1", COORDINATOR));

        assertThat(table.isUsed()).isFalse();
    }

    private void assertRefused(String key, String sentence) {
        assertThatExceptionOfType(StartUpRefused.class)
                .isThrownBy(() -> linkage(key))
                .withMessageContaining(sentence)
                .withMessageEndingWith(".");
    }

    private Linkage linkage(String key) {
        LinkageTable table = new LinkageTable(database);
        return linkage(table, LinkageKeys.of(table, place(key)));
    }

    private Linkage linkage(LinkageTable table, LinkageKeys keys) {
        return new Linkage(table, keys, transactions(), published::add);
    }

    private static TransactionTemplate transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(POSTGRES.database()));
    }

    private KeyPlace place(String given) {
        return new KeyPlace(given, null, home.resolve("keys"));
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hex.append("%02x".formatted(one));
        }
        return hex.toString();
    }
}
