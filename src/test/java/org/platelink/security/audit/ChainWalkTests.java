package org.platelink.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainWalkTests {

    private static final KeyPair KEY = key();

    private final List<Row> rows = chain("one", "two", "three", "four");

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void aHashIsOfTheHashBeforeTheNumberAndTheText() {
        assertThat(Link.NONE.with("{\"a\":\"\u00e4\"}").hash())
                .as("by sha256sum of 32 zero bytes, the number in 8 bytes and the text in UTF-8")
                .isEqualTo("932bab88b525dd12736403a8a08f3b5eac067d55babb1b95a8c676e3f91d1638");
    }

    @Test
    void whatIsAsItWasWrittenIsWhole() {
        ChainWalk walk = walk(rows);

        assertThat(walk.end()).isNull();
        assertThat(walk.head().seq()).isEqualTo(4);
    }

    @Test
    void aChangedEventIsNamed() {
        rows.set(2, new Row(3, "THREE", rows.get(2).previous, rows.get(2).hash));

        assertThat(walk(rows).end()).isEqualTo(new BrokenLink(3, "its event or its hash was changed"));
    }

    @Test
    void aChangedEventWithAHashThatFitsBreaksTheNextRow() {
        Link forged = new Link(2, rows.get(2).previous).with("THREE");
        rows.set(2, new Row(3, "THREE", rows.get(2).previous, forged.hash()));

        assertThat(walk(rows).end()).isEqualTo(new BrokenLink(4, "it does not follow from the row before"));
    }

    @Test
    void aMissingRowIsNamed() {
        rows.remove(1);

        assertThat(walk(rows).end()).isEqualTo(new BrokenLink(2, "the row is missing"));
    }

    @Test
    void aMissingBeginningIsNamed() {
        rows.remove(0);
        rows.remove(0);

        assertThat(walk(rows).end()).isEqualTo(new BrokenLink(1, "the rows up to 2 are missing"));
    }

    @Test
    void aCutOffEndIsSeenFromACheckpoint() {
        Checkpoint checkpoint = checkpoint(rows.get(3));
        rows.remove(3);
        rows.remove(2);

        BrokenLink broken = walk(rows, checkpoint).end();

        assertThat(broken).isNotNull();
        assertThat(broken.seq()).isEqualTo(3);
        assertThat(broken.what()).contains("cut off", "saw 4 rows");
    }

    @Test
    void aChainWrittenAnewIsSeenFromACheckpoint() {
        Checkpoint checkpoint = checkpoint(rows.get(2));

        BrokenLink broken =
                walk(chain("one", "zwei", "three", "four"), checkpoint).end();

        assertThat(broken).isNotNull();
        assertThat(broken.seq()).isEqualTo(3);
        assertThat(broken.what()).contains("written anew");
    }

    @Test
    void theLastEventIsHeldAgainstTheServersLastWord() {
        List<Link> word = List.of(new Link(4, rows.get(3).hash));
        assertThat(walk(rows, word).end()).isNull();

        Link forged = new Link(3, rows.get(3).previous).with("FOUR");
        rows.set(3, new Row(4, "FOUR", rows.get(3).previous, forged.hash()));
        assertThat(walk(rows, word).end()).satisfies(broken -> {
            assertThat(broken.seq()).isEqualTo(4);
            assertThat(broken.what()).contains("written anew");
        });

        rows.remove(3);
        assertThat(walk(rows, word).end()).satisfies(broken -> {
            assertThat(broken.seq()).isEqualTo(4);
            assertThat(broken.what()).contains("last rows are missing");
        });
    }

    @Test
    void aCheckpointIsSignedByItsOwnKeyAndNoOther() {
        Checkpoint checkpoint = checkpoint(rows.get(2));
        Checkpoint read = Checkpoint.read(checkpoint.line()).orElseThrow();

        assertThat(read).isEqualTo(checkpoint);
        assertThat(read.isSignedBy(KEY.getPublic())).isTrue();
        assertThat(read.isSignedBy(key().getPublic())).isFalse();
        assertThat(new Checkpoint(1, new Link(2, read.head().hash()), read.time(), "AA==", read.signature())
                        .isSignedBy(KEY.getPublic()))
                .isFalse();
        assertThat(new Checkpoint(2, read.head(), read.time(), read.next(), read.signature())
                        .isSignedBy(KEY.getPublic()))
                .as("under another number")
                .isFalse();
        assertThat(new Checkpoint(1, read.head(), read.time(), read.next(), "none").isSignedBy(KEY.getPublic()))
                .isFalse();
        assertThat(Checkpoint.read("{\"seq\":3,\"ha")).isEmpty();
    }

    private static Checkpoint checkpoint(Row row) {
        return Checkpoint.of(
                1, new Link(row.seq, row.hash), Instant.parse("2026-03-01T10:00:00Z"), "AA==", KEY.getPrivate());
    }

    private static List<Row> chain(String... events) {
        List<Row> rows = new ArrayList<>();
        Link head = Link.NONE;
        for (String event : events) {
            Link next = head.with(event);
            rows.add(new Row(next.seq(), event, head.hash(), next.hash()));
            head = next;
        }
        return rows;
    }

    private static ChainWalk walk(List<Row> rows, Checkpoint... checkpoints) {
        return walk(rows, List.of(), checkpoints);
    }

    private static ChainWalk walk(List<Row> rows, List<Link> words, Checkpoint... checkpoints) {
        ChainWalk walk = new ChainWalk(List.of(checkpoints).iterator(), words);
        for (Row row : rows) {
            if (walk.broken() == null) {
                walk.step(row.seq, row.event, row.previous, row.hash);
            }
        }
        return walk;
    }

    private record Row(long seq, String event, String previous, String hash) {}
}
