package org.platelink.laboratory.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A batch of messages in the HL7 batch protocol (chapter 2, 2.10.3): {@code [FHS] {BHS {MSH ...} BTS} [FTS]}. Each
 * message is processed and acknowledged by itself. A batch that is truncated or not in this order is rejected as a
 * whole, so that none of its messages is accepted.
 *
 * @param file FHS; null if there is none
 * @param groups each BHS with its messages
 */
public record Batch(@Nullable BatchHeader file, List<Group> groups) {

    /** The maximum number of messages in one batch. */
    public static final int MAX_MESSAGES = 500;

    public Batch {
        groups = List.copyOf(groups);
    }

    /**
     * The messages of one BHS.
     *
     * @param header BHS
     * @param messages the bytes of each message as they were received
     */
    public record Group(BatchHeader header, List<byte[]> messages) {

        public Group {
            messages = List.copyOf(messages);
        }
    }

    /** Whether the bytes start with FHS or BHS; always false for UTF-16. */
    public static boolean isOne(byte[] bytes) {
        return first(bytes).filter(line -> line.isHeaderOfBatch()).isPresent();
    }

    /**
     * The header of the file or batch, read leniently for the acknowledgement: the batch itself may be unreadable.
     */
    public static Optional<MessageHeader> header(byte[] bytes) {
        return first(bytes).filter(BatchLine::isHeaderOfBatch).map(line -> BatchHeader.of(line.text())
                .asMessage());
    }

    private static Optional<BatchLine> first(byte[] bytes) {
        return new BatchLines(bytes).next();
    }

    /**
     * Splits a batch into its messages.
     *
     * @throws MessageRefused if it is truncated, out of order, or has too many messages
     */
    public static Batch of(byte[] bytes) {
        return new Splitter().split(new BatchLines(bytes));
    }

    /** The total number of messages. */
    public int messages() {
        return groups.stream().mapToInt(group -> group.messages().size()).sum();
    }

    /** The parser's state between two lines. */
    private static final class Splitter {

        private final List<Group> groups = new ArrayList<>();
        private @Nullable BatchHeader file;
        private @Nullable BatchHeader group;
        private List<byte[]> messages = new ArrayList<>();
        private boolean ended;
        private int count;

        Batch split(BatchLines lines) {
            for (Optional<BatchLine> next = lines.next(); next.isPresent(); next = lines.next()) {
                take(next.get(), lines);
            }
            if (group != null || file != null && !ended) {
                throw BatchRefusal.cut(
                        "It ends without " + (group != null ? "BTS" : "FTS") + ", so the rest of it is missing");
            }
            return new Batch(file, groups);
        }

        private void take(BatchLine line, BatchLines lines) {
            switch (line.name()) {
                case "FHS" -> file(line);
                case "BHS" -> begin(line);
                case "MSH" -> message(line, lines);
                case "BTS" -> end(line);
                case "FTS" -> endFile(line);
                default -> throw BatchRefusal.order(line.name());
            }
        }

        private void file(BatchLine line) {
            if (file != null || group != null || !groups.isEmpty()) {
                throw BatchRefusal.order("FHS");
            }
            file = BatchHeader.of(line.text());
        }

        private void begin(BatchLine line) {
            if (group != null || ended) {
                throw BatchRefusal.order("BHS");
            }
            group = BatchHeader.of(line.text());
            messages = new ArrayList<>();
        }

        private void message(BatchLine line, BatchLines lines) {
            if (group == null) {
                throw BatchRefusal.order("MSH");
            }
            if (++count > MAX_MESSAGES) {
                throw BatchRefusal.tooMany();
            }
            messages.add(lines.messageFrom(line));
        }

        private void end(BatchLine line) {
            BatchHeader header = group;
            if (header == null) {
                throw BatchRefusal.order("BTS");
            }
            BatchRefusal.checkCount(line, messages.size(), "messages");
            groups.add(new Group(header, messages));
            group = null;
        }

        private void endFile(BatchLine line) {
            if (file == null || group != null || ended) {
                throw BatchRefusal.order("FTS");
            }
            BatchRefusal.checkCount(line, groups.size(), "batches");
            ended = true;
        }
    }
}
