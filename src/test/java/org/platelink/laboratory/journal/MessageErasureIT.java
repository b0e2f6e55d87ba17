package org.platelink.laboratory.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.laboratory.journal.OpenJournal.message;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FreshTables;
import org.platelink.OwnPostgres;

/** A text that must not be in the journal, however often it was sent. */
class MessageErasureIT {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final String TEXT = "MSH|^~\\&|LIS\rPID|1||SYN-000123^Blume\r";
    private static final String TOMBSTONE = "What stood here was erased.";

    @RegisterExtension
    static final OwnPostgres POSTGRES = new OwnPostgres();

    private final DataSource connections = POSTGRES.database();

    @TempDir
    private Path home;

    private Journal journal;
    private JournalMessages messages;
    private MessageErasure erasure;

    @BeforeEach
    void anEmptyJournal() {
        FreshTables.in(connections);
        journal = OpenJournal.on(connections, home);
        messages = OpenJournal.keptOn(connections, home);
        erasure = OpenJournal.erasureOn(connections, home);
    }

    private IncomingMessage sent(MessageStatus status, String control, String text) {
        IncomingMessage message = message("site-a", control, text, "said");
        journal.keep(message, status, List.of(new Finding(Reason.UNKNOWN_SUBJECT, "PID[1]-3", null, "Blume")), WINDOW);
        journal.answered(message.id(), "MSA|AA|Blume".getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private String text(IncomingMessage message) {
        return new String(messages.content("site-a", message.id()).orElseThrow(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void eachCopyOfATextIsErasedWhicheverIsNamed(int named) {
        IncomingMessage refused = sent(MessageStatus.REJECTED, "1", TEXT);
        IncomingMessage first = sent(MessageStatus.PARKED, "1", TEXT);
        IncomingMessage identical = sent(MessageStatus.PARKED, "1", TEXT);
        IncomingMessage numberedAnew = sent(MessageStatus.PARKED, "2", TEXT + "NTE|1\r");
        IncomingMessage other = message("site-a", "3", "MSH|other", "another statement");
        journal.keep(other, MessageStatus.PARKED, List.of(), WINDOW);
        List<IncomingMessage> all = List.of(refused, first, identical, numberedAnew);

        erasure.erase(all.get(named).id(), TOMBSTONE);

        assertThat(all).allSatisfy(one -> {
            assertThat(text(one)).isEqualTo(TOMBSTONE);
            assertThat(messages.answer("site-a", one.id())).isEmpty();
            assertThat(messages.find("site-a", one.id()).orElseThrow().findings())
                    .allSatisfy(finding -> assertThat(finding.sentence()).isEqualTo(TOMBSTONE));
        });
        assertThat(all.stream()
                        .map(one ->
                                messages.find("site-a", one.id()).orElseThrow().status()))
                .containsExactly(
                        MessageStatus.REJECTED,
                        MessageStatus.REJECTED,
                        MessageStatus.DUPLICATE,
                        MessageStatus.DUPLICATE);
        assertThat(text(other)).isEqualTo("MSH|other");
    }

    @Test
    void aTextThatNobodyNumberedIsErasedInEachMessageThatIsTheSame() {
        List<IncomingMessage> all = Stream.of("1", "2")
                .map(delivery -> message("site-a", null, "{\"resourceType\":\"Bundle\"}"))
                .toList();
        all.forEach(one -> journal.keep(one, MessageStatus.APPLIED, List.of()));

        erasure.erase(all.get(0).id(), TOMBSTONE);

        assertThat(all).allSatisfy(one -> assertThat(text(one)).isEqualTo(TOMBSTONE));
    }
}
