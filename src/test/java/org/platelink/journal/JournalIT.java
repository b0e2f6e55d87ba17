package org.platelink.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.platelink.journal.OpenJournal.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.OwnPostgres;
import org.platelink.server.StartUpRefused;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal on a PostgreSQL of its own, without a server around it. */
class JournalIT {

    private static final byte[] ANSWER = "MSA|AA|1".getBytes(StandardCharsets.UTF_8);
    private static final String TEXT = "MSH|^~\\&|LIS\rPID|1||SYN-000123\r";

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    private final DataSource connections = POSTGRES.database();

    private final JdbcClient database = JdbcClient.create(connections);

    @TempDir
    private Path home;

    private Journal journal;
    private KeptMessages kept;

    @BeforeEach
    void anEmptyJournal() {
        database.sql("drop schema if exists journal cascade").update();
        journal = OpenJournal.on(connections, home);
        kept = OpenJournal.keptOn(connections, home);
    }

    private Receipt keep(Incoming message) {
        return journal.keep(message, Fate.RECEIVED, List.of(), ANSWER);
    }

    private UUID park(String site, Finding... findings) {
        Incoming message = message(site, null, TEXT + UUID.randomUUID());
        journal.keep(message, Fate.PARKED, List.of(findings), ANSWER);
        return message.id();
    }

    private static Finding unmapped(String code) {
        return new Finding(Reason.UNMAPPED_CODE, "OBX[1]-3", "lab-codes|" + code, "Map the code " + code + ".");
    }

    private static Finding unreadable() {
        return new Finding(Reason.UNREADABLE_VALUE, "OBX[1]-5", null, "It is no number.");
    }

    @Test
    void theTablesHoldNothingThatCanBeReadOfAMessage() {
        Incoming message = message("site-a", "SYNCONTROL", TEXT);
        keep(message);

        String row = database.sql("select m::text from journal.message m")
                .query(String.class)
                .single();

        assertThat(row).contains("site-a").doesNotContain("SYN-000123", "SYNCONTROL");
        assertThat(row).doesNotContain(hex("SYN-000123"), hex("PID|1"), hex("SYNCONTROL"));
        assertThat(kept.content("site-a", message.id()))
                .hasValueSatisfying(text ->
                        assertThat(text).asString(StandardCharsets.UTF_8).isEqualTo(TEXT));
    }

    @Test
    void theSameAgainIsADuplicateAndAnsweredAsTheFirst() {
        Incoming first = message("site-a", "1", TEXT);
        Incoming again = message("site-a", "1", TEXT);
        keep(first);

        Receipt receipt = journal.keep(again, Fate.RECEIVED, List.of(), new byte[0]);

        assertThat(receipt).isInstanceOfSatisfying(Receipt.Same.class, same -> {
            assertThat(same.first()).isEqualTo(first.id());
            assertThat(same.answer()).isEqualTo(ANSWER);
        });
        KeptMessage noted = kept.find("site-a", again.id()).orElseThrow();
        assertThat(noted.fate()).isEqualTo(Fate.DUPLICATE);
        assertThat(noted.first()).isEqualTo(first.id());
        assertThat(journal.waiting()).isEqualTo(1);
        assertThat(kept.content("site-a", again.id()).orElseThrow())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(TEXT);
    }

    @Test
    void otherContentUnderTheSameNumberIsNotKept() {
        Incoming first = message("site-a", "1", TEXT);
        keep(first);
        Incoming other = message("site-a", "1", TEXT + "NTE|1\r");

        assertThat(keep(other)).isEqualTo(new Receipt.NumberTaken(first.id()));

        assertThat(kept.find("site-a", other.id())).isEmpty();
    }

    @Test
    void aNumberIsOneSitesAndMessagesWithoutOneAreAllKept() {
        keep(message("site-a", "1", TEXT));

        assertThat(keep(message("site-b", "1", TEXT))).isInstanceOf(Receipt.Kept.class);
        assertThat(keep(message("site-a", null, TEXT))).isInstanceOf(Receipt.Kept.class);
        assertThat(keep(message("site-a", null, TEXT))).isInstanceOf(Receipt.Kept.class);
        assertThat(journal.waiting()).isEqualTo(4);
    }

    @Test
    void ofManyOfOneNumberAtOnceOneIsKept() throws Exception {
        ExecutorService engines = Executors.newFixedThreadPool(8);
        List<Callable<Receipt>> sent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sent.add(() -> keep(message("site-a", "1", TEXT)));
        }

        List<Receipt> receipts = new ArrayList<>();
        for (Future<Receipt> one : engines.invokeAll(sent)) {
            receipts.add(one.get());
        }

        engines.shutdown();
        assertThat(receipts).filteredOn(Receipt.Kept.class::isInstance).hasSize(1);
        assertThat(receipts).filteredOn(Receipt.Same.class::isInstance).hasSize(39);
    }

    @Test
    void whatCameFirstIsClaimedFirstAndOneThatWasPutOffLater() {
        Incoming first = message("site-a", "1", TEXT);
        Incoming second = message("site-a", "2", TEXT);
        keep(first);
        keep(second);
        Sealed claimed = journal.claim().orElseThrow();
        assertThat(claimed.id()).isEqualTo(first.id());
        assertThat(journal.opened(claimed).content()).isEqualTo(first.content());

        journal.putOff(claimed.arrival(), Duration.ofHours(1));

        assertThat(journal.claim().orElseThrow().id()).isEqualTo(second.id());
        assertThat(journal.waiting()).isEqualTo(2);
    }

    @Test
    void whatIsDecidedStaysSo() {
        keep(message("site-a", "1", TEXT));
        Sealed claimed = journal.claim().orElseThrow();

        assertThat(journal.decide(claimed.arrival(), Fate.APPLIED, List.of())).isTrue();
        assertThat(journal.decide(claimed.arrival(), Fate.PARKED, List.of(unreadable())))
                .isFalse();

        journal.putOff(claimed.arrival(), Duration.ZERO);
        assertThat(journal.claim()).isEmpty();
        KeptMessage message = kept.find("site-a", claimed.id()).orElseThrow();
        assertThat(message.fate()).isEqualTo(Fate.APPLIED);
        assertThat(message.findings()).isEmpty();
    }

    @Test
    void anotherTurnByReasonsIsForThatSiteAndThoseReasons() {
        UUID waits = park("site-a", unreadable(), unmapped("X1"));
        UUID other = park("site-a", unreadable());
        UUID elsewhere = park("site-b", unmapped("X1"));

        assertThat(journal.retry("site-a", Set.of(Reason.UNMAPPED_CODE))).isEqualTo(1);

        assertThat(kept.find("site-a", waits).orElseThrow().fate()).isEqualTo(Fate.RECEIVED);
        assertThat(kept.find("site-a", other).orElseThrow().fate()).isEqualTo(Fate.PARKED);
        assertThat(kept.find("site-b", elsewhere).orElseThrow().fate()).isEqualTo(Fate.PARKED);
        assertThat(journal.retry("site-a", elsewhere)).isFalse();
    }

    @Test
    void workItemsAreWhatThereIsToMend() {
        List<UUID> waiting = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            waiting.add(park("site-a", unmapped("X1"), unmapped("X1")));
        }
        UUID one = park("site-a", unreadable(), unmapped("X2"));
        UUID two = park("site-a", unreadable());
        park("site-b", unmapped("X1"));

        List<WorkItem> items = kept.workItems("site-a");

        assertThat(items)
                .extracting(WorkItem::reason, WorkItem::key, WorkItem::messages)
                .containsExactly(
                        tuple(Reason.UNMAPPED_CODE, "lab-codes|X1", 12),
                        tuple(Reason.UNMAPPED_CODE, "lab-codes|X2", 1),
                        tuple(Reason.UNREADABLE_VALUE, null, 1),
                        tuple(Reason.UNREADABLE_VALUE, null, 1));
        assertThat(items.get(0).examples()).isEqualTo(waiting.subList(0, 10));
        assertThat(items.get(2).examples()).containsExactly(one);
        assertThat(items.get(3).examples()).containsExactly(two);
    }

    @Test
    void aRowThatWasChangedOrMovedDoesNotOpen() {
        Incoming first = message("site-a", "1", TEXT);
        Incoming second = message("site-a", "2", TEXT + "NTE|1\r");
        keep(first);
        keep(second);
        database.sql("update journal.message set content = (select content from journal.message where id = ?)")
                .param(second.id())
                .update();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> kept.content("site-a", first.id()))
                .withMessageNotContaining("SYN");
        Sealed claimed = journal.claim().orElseThrow();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> journal.opened(claimed));
        assertThat(kept.content("site-a", second.id())).isPresent();
    }

    @Test
    void withoutTheKeyOfItsMessagesTheServerDoesNotStart() throws IOException {
        keep(message("site-a", "1", TEXT));
        String other = Base64.getEncoder().encodeToString(new byte[32]);

        assertThatExceptionOfType(StartUpRefused.class)
                .isThrownBy(() -> OpenJournal.on(connections, other, home))
                .withMessageContaining("is not the one")
                .withMessageEndingWith(".");
        Files.delete(home.resolve("keys/journal.key"));
        assertThatExceptionOfType(StartUpRefused.class)
                .isThrownBy(() -> OpenJournal.on(connections, home))
                .withMessageContaining("the key of the journal of messages is missing");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
