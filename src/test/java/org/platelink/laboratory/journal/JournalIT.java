package org.platelink.laboratory.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.platelink.laboratory.journal.OpenJournal.message;

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
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FreshTables;
import org.platelink.OwnPostgres;
import org.platelink.platform.schema.SchemaMigration;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal on a PostgreSQL of its own, without a server around it. */
class JournalIT {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final String TEXT = "MSH|^~\\&|LIS\rPID|1||SYN-000123\r";

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    private final DataSource connections = POSTGRES.database();

    private final JdbcClient database = JdbcClient.create(connections);

    @TempDir
    private Path home;

    private Journal journal;
    private JournalMessages kept;

    @BeforeEach
    void anEmptyJournal() {
        FreshTables.in(POSTGRES.database());
        journal = OpenJournal.on(connections, home);
        kept = OpenJournal.keptOn(connections, home);
    }

    private Receipt keep(IncomingMessage message) {
        return journal.keep(message, MessageStatus.RECEIVED, List.of(), WINDOW);
    }

    private UUID park(String site, Finding... findings) {
        IncomingMessage message = message(site, null, TEXT + UUID.randomUUID());
        journal.keep(message, MessageStatus.PARKED, List.of(findings), WINDOW);
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
        IncomingMessage message = message("site-a", "SYNCONTROL", TEXT);
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

    private Receipt keep(MessageStatus fate, IncomingMessage message, Finding... findings) {
        return journal.keep(message, fate, List.of(findings), WINDOW);
    }

    private void age(IncomingMessage message, Duration by) {
        database.sql("update journal.message set received_at = received_at - make_interval(secs => ?) where id = ?")
                .params((double) by.toSeconds(), message.id())
                .update();
    }

    private void decide(MessageStatus fate, Finding... findings) {
        assertThat(journal.decide(journal.claim().orElseThrow().arrival(), fate, List.of(findings)))
                .isTrue();
    }

    private static void assertSame(Receipt receipt, IncomingMessage first, MessageStatus fate) {
        assertThat(receipt).isInstanceOfSatisfying(Receipt.Duplicate.class, same -> {
            assertThat(same.first()).isEqualTo(first.id());
            assertThat(same.status()).isEqualTo(fate);
        });
    }

    @Test
    void theSameAgainIsADuplicateAndToldWhatBecameOfTheFirst() {
        IncomingMessage first = message("site-a", "1", TEXT);
        IncomingMessage again = message("site-a", "1", TEXT);
        keep(first);
        assertSame(keep(again), first, MessageStatus.RECEIVED);
        decide(MessageStatus.PARKED, unreadable());

        assertThat(keep(message("site-a", "1", TEXT)))
                .isEqualTo(new Receipt.Duplicate(first.id(), MessageStatus.PARKED, List.of(unreadable())));
        journal.retry("site-a", first.id());
        decide(MessageStatus.APPLIED);
        assertThat(keep(message("site-a", "1", TEXT)))
                .isEqualTo(new Receipt.Duplicate(first.id(), MessageStatus.APPLIED, List.of()));

        JournalMessage noted = kept.find("site-a", again.id()).orElseThrow();
        assertThat(noted.status()).isEqualTo(MessageStatus.DUPLICATE);
        assertThat(noted.first()).isEqualTo(first.id());
        assertThat(journal.waiting()).isZero();
        assertThat(kept.content("site-a", again.id()).orElseThrow())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(TEXT);
    }

    @Test
    void whatSaysTheSameUnderAnotherNumberIsADuplicateAndKeptAsItCame() {
        IncomingMessage first = message("site-a", "1", TEXT, "said");
        IncomingMessage again = message("site-a", "2", TEXT + "NTE|1\r", "said");
        keep(first);

        assertSame(keep(again), first, MessageStatus.RECEIVED);
        assertSame(keep(message("site-a", "1", TEXT + "NTE|2\r", "said")), first, MessageStatus.RECEIVED);

        assertThat(keep(message("site-b", "1", TEXT, "said"))).isInstanceOf(Receipt.NewMessage.class);
        assertThat(kept.content("site-a", again.id()).orElseThrow())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(TEXT + "NTE|1\r");
        assertThat(kept.content("site-a", first.id()).orElseThrow())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(TEXT);
    }

    @Test
    void whatWasRefusedHoldsNoNumberAndIsNeverReplayed() {
        assertThat(keep(MessageStatus.REJECTED, message("site-a", "1", TEXT), unreadable()))
                .isInstanceOf(Receipt.NewMessage.class);
        assertThat(keep(MessageStatus.REJECTED, message("site-a", "1", TEXT), unreadable()))
                .isInstanceOf(Receipt.NewMessage.class);
        IncomingMessage mended = message("site-a", "1", TEXT + "NTE|1\r");
        assertThat(keep(mended)).isInstanceOf(Receipt.NewMessage.class);

        assertSame(
                keep(MessageStatus.REJECTED, message("site-a", "1", TEXT + "NTE|1\r")), mended, MessageStatus.RECEIVED);
        assertThat(keep(MessageStatus.REJECTED, message("site-a", "1", TEXT))).isInstanceOf(Receipt.NewMessage.class);
        assertThat(keep(message("site-a", "1", TEXT))).isEqualTo(new Receipt.ControlIdTaken(mended.id()));
    }

    @Test
    void aNumberIsHeldForAWhileAndTheVerySameIsTheSameForever() {
        IncomingMessage first = message("site-a", "2", TEXT, "said");
        keep(first);
        age(first, WINDOW.minusMinutes(1));
        assertThat(keep(message("site-a", "2", TEXT + "NTE|1\r"))).isEqualTo(new Receipt.ControlIdTaken(first.id()));
        age(first, Duration.ofMinutes(2));

        IncomingMessage tomorrow = message("site-a", "2", TEXT + "NTE|1\r");
        assertThat(keep(tomorrow)).isInstanceOf(Receipt.NewMessage.class);

        assertSame(keep(message("site-a", "2", TEXT, "said")), first, MessageStatus.RECEIVED);
        assertSame(keep(message("site-a", "2", TEXT + "NTE|1\r")), tomorrow, MessageStatus.RECEIVED);
        assertThat(keep(message("site-a", "3", TEXT + "NTE|2\r", "said"))).isInstanceOf(Receipt.NewMessage.class);
    }

    @Test
    void aCorrectionThatIsSentAgainAfterAnotherStateWaitsForSomebodyToSayWhich() {
        IncomingMessage first = message("site-a", "1", TEXT + 1, "53", true);
        keep(first);
        assertThat(keep(message("site-a", "2", TEXT + 2, "53", true))).isInstanceOf(Receipt.Duplicate.class);
        keep(message("site-a", "3", TEXT + 3, "27", true));
        IncomingMessage back = message("site-a", "4", TEXT + 4, "53", true);

        assertThat(keep(back)).isInstanceOfSatisfying(Receipt.RepeatedCorrection.class, doubtful -> assertThat(
                        doubtful.finding().reason())
                .isEqualTo(Reason.CORRECTION_SENT_AGAIN));

        assertThat(kept.find("site-a", back.id()).orElseThrow().status()).isEqualTo(MessageStatus.PARKED);
        assertSame(keep(message("site-a", "5", TEXT + 5, "53", true)), back, MessageStatus.PARKED);
        assertSame(keep(message("site-a", "1", TEXT + 1, "53", true)), first, MessageStatus.RECEIVED);
    }

    @Test
    void whatCorrectsNothingIsADuplicateAfterAnotherStateToo() {
        IncomingMessage first = message("site-a", "1", TEXT + 1, "27");
        keep(first);
        keep(message("site-a", "2", TEXT + 2, "53", true));

        assertSame(keep(message("site-a", "3", TEXT + 3, "27")), first, MessageStatus.RECEIVED);
    }

    @Test
    void aDatabaseOfBeforeIsTakenOver() {
        database.sql("drop index journal.message_alike").update();
        database.sql("drop index journal.message_numbered").update();
        database.sql("alter table journal.message drop column alike").update();
        database.sql("alter table journal.message drop column orders").update();
        database.sql("alter table journal.message add column answer bytea").update();
        database.sql("create unique index message_control on journal.message (control) where control is not null")
                .update();
        // What came with migrations, a database of before has not.
        database.sql("drop schema alert, review cascade").update();
        database.sql("drop table access.former_site").update();
        database.sql("drop table flyway_schema_history").update();

        SchemaMigration.runOwn(POSTGRES.database());

        journal = OpenJournal.on(connections, home);
        IncomingMessage first = message("site-a", "1", TEXT);
        keep(first);
        database.sql("update journal.message set alike = null").update();

        assertSame(keep(message("site-a", "1", TEXT)), first, MessageStatus.RECEIVED);
        age(first, WINDOW);
        assertThat(keep(message("site-a", "1", TEXT + "NTE|1\r"))).isInstanceOf(Receipt.NewMessage.class);
    }

    @Test
    void otherContentUnderTheSameNumberIsNotKept() {
        IncomingMessage first = message("site-a", "1", TEXT);
        keep(first);
        IncomingMessage other = message("site-a", "1", TEXT + "NTE|1\r");

        assertThat(keep(other)).isEqualTo(new Receipt.ControlIdTaken(first.id()));

        assertThat(kept.find("site-a", other.id())).isEmpty();
    }

    @Test
    void aNumberIsOneSitesAndMessagesWithoutOneAreAllKept() {
        keep(message("site-a", "1", TEXT));

        assertThat(keep(message("site-b", "1", TEXT))).isInstanceOf(Receipt.NewMessage.class);
        assertThat(keep(message("site-a", null, TEXT))).isInstanceOf(Receipt.NewMessage.class);
        assertThat(keep(message("site-a", null, TEXT))).isInstanceOf(Receipt.NewMessage.class);
        assertThat(journal.waiting()).isEqualTo(4);
    }

    @Test
    void ofManyOfOneNumberAtOnceOneIsKept() throws Exception {
        List<Receipt> receipts = atOnce(i -> message("site-a", "1", TEXT));

        assertThat(receipts).filteredOn(Receipt.NewMessage.class::isInstance).hasSize(1);
        assertThat(receipts).filteredOn(Receipt.Duplicate.class::isInstance).hasSize(39);
    }

    @Test
    void ofManyThatSayTheSameAtOnceOneIsKept() throws Exception {
        List<Receipt> receipts = atOnce(i -> message("site-a", String.valueOf(i), TEXT + i, "said"));

        assertThat(receipts).filteredOn(Receipt.NewMessage.class::isInstance).hasSize(1);
        assertThat(receipts).filteredOn(Receipt.Duplicate.class::isInstance).hasSize(39);
    }

    /** Numbers and words that cross must not wait for each other. */
    @Test
    void ofManyNumbersAndWordsAtOnceNoneIsLost() throws Exception {
        List<Receipt> receipts =
                atOnce(i -> message("site-a", String.valueOf(i % 4), TEXT + i, String.valueOf((i / 4) % 4)));

        assertThat(receipts).filteredOn(Receipt.NewMessage.class::isInstance).hasSizeBetween(1, 4);
        assertThat(receipts).hasSize(40);
    }

    private List<Receipt> atOnce(IntFunction<IncomingMessage> messages) throws Exception {
        ExecutorService engines = Executors.newFixedThreadPool(8);
        List<Callable<Receipt>> sent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            IncomingMessage message = messages.apply(i);
            sent.add(() -> keep(message));
        }
        List<Receipt> receipts = new ArrayList<>();
        for (Future<Receipt> one : engines.invokeAll(sent)) {
            receipts.add(one.get());
        }
        engines.shutdown();
        return receipts;
    }

    @Test
    void whatCameFirstIsClaimedFirstAndOneThatWasPutOffLater() {
        IncomingMessage first = message("site-a", "1", TEXT);
        IncomingMessage second = message("site-a", "2", TEXT);
        keep(first);
        keep(second);
        SealedMessage claimed = journal.claim().orElseThrow();
        assertThat(claimed.id()).isEqualTo(first.id());
        assertThat(journal.opened(claimed).content()).isEqualTo(first.content());

        journal.putOff(claimed.arrival(), Duration.ofHours(1));

        assertThat(journal.claim().orElseThrow().id()).isEqualTo(second.id());
        assertThat(journal.waiting()).isEqualTo(2);
    }

    @Test
    void whatIsDecidedStaysSo() {
        keep(message("site-a", "1", TEXT));
        SealedMessage claimed = journal.claim().orElseThrow();

        assertThat(journal.decide(claimed.arrival(), MessageStatus.APPLIED, List.of()))
                .isTrue();
        assertThat(journal.decide(claimed.arrival(), MessageStatus.PARKED, List.of(unreadable())))
                .isFalse();

        journal.putOff(claimed.arrival(), Duration.ZERO);
        assertThat(journal.claim()).isEmpty();
        JournalMessage message = kept.find("site-a", claimed.id()).orElseThrow();
        assertThat(message.status()).isEqualTo(MessageStatus.APPLIED);
        assertThat(message.findings()).isEmpty();
    }

    @Test
    void anotherTurnByReasonsIsForThatSiteAndThoseReasons() {
        UUID waits = park("site-a", unreadable(), unmapped("X1"));
        UUID other = park("site-a", unreadable());
        UUID elsewhere = park("site-b", unmapped("X1"));

        assertThat(journal.retry("site-a", Set.of(Reason.UNMAPPED_CODE))).isEqualTo(1);

        assertThat(kept.find("site-a", waits).orElseThrow().status()).isEqualTo(MessageStatus.RECEIVED);
        assertThat(kept.find("site-a", other).orElseThrow().status()).isEqualTo(MessageStatus.PARKED);
        assertThat(kept.find("site-b", elsewhere).orElseThrow().status()).isEqualTo(MessageStatus.PARKED);
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
        IncomingMessage first = message("site-a", "1", TEXT);
        IncomingMessage second = message("site-a", "2", TEXT + "NTE|1\r");
        keep(first);
        keep(second);
        database.sql("update journal.message set content = (select content from journal.message where id = ?)")
                .param(second.id())
                .update();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> kept.content("site-a", first.id()))
                .withMessageNotContaining("SYN");
        SealedMessage claimed = journal.claim().orElseThrow();
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
