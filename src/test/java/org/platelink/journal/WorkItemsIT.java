package org.platelink.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.platelink.journal.OpenJournal.message;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What there is to mend, on a PostgreSQL of its own, and that what was parked for it has another turn. */
class WorkItemsIT {

    @TempDir
    private Path home;

    private EmbeddedPostgres postgres;
    private Journal journal;
    private KeptMessages kept;

    @BeforeEach
    void anEmptyJournal() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        journal = OpenJournal.on(postgres.getPostgresDatabase(), home);
        kept = OpenJournal.keptOn(postgres.getPostgresDatabase(), home);
    }

    @AfterEach
    void stopPostgres() throws IOException {
        postgres.close();
    }

    private UUID park(String site, Finding... findings) {
        Incoming message = message(site, null, "MSH|" + UUID.randomUUID());
        journal.keep(message, Fate.PARKED, List.of(findings), new byte[0]);
        return message.id();
    }

    private static Finding unmapped(String code) {
        return new Finding(Reason.UNMAPPED_CODE, "OBX[1]-3", "lab-codes|" + code, "Map the code " + code + ".");
    }

    private static Finding unreadable() {
        return new Finding(Reason.UNREADABLE_VALUE, "OBX[1]-5", null, "It is no number.");
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
}
