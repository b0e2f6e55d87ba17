package org.platelink.laboratory.intake.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.platelink.laboratory.hl7v2.Batch;
import org.platelink.laboratory.hl7v2.BatchAcknowledgement;
import org.platelink.laboratory.hl7v2.MessageRefused;

/**
 * {@link MessageDoor} that splits an HL7 v2 batch and passes each of its messages to {@link Hl7Door}.
 *
 * <p>Each message is taken by itself, whatever becomes of the others. Its acknowledgement stands at the same position
 * of a batch of acknowledgements. A batch that is truncated is rejected as a whole. What is not a batch is passed on
 * as it is.
 */
final class BatchDoor implements MessageDoor {

    private static final int CONTROL_ID_LENGTH = 20;

    private final Hl7Door door;
    private final Clock clock;

    BatchDoor(Hl7Door door, Clock clock) {
        this.door = door;
        this.clock = clock;
    }

    @Override
    public Answer take(byte[] message, @Nullable Charset charset, MessageSender sender) {
        if (!Batch.isOne(message)) {
            return door.take(message, charset, sender);
        }
        Batch batch;
        try {
            batch = Batch.of(message);
        } catch (MessageRefused refused) {
            return door.refuse(message, sender, Batch.header(message).orElse(null), refused);
        }
        boolean isMarked = charset == null && message[0] == (byte) 0xEF;
        List<List<Answer>> answers = new ArrayList<>();
        for (Batch.Group group : batch.groups()) {
            answers.add(group.messages().stream()
                    .map(one -> door.take(one, isMarked ? StandardCharsets.UTF_8 : charset, sender))
                    .toList());
        }
        return answer(batch, answers);
    }

    private Answer answer(Batch batch, List<List<Answer>> answers) {
        List<Answer> all = answers.stream().flatMap(List::stream).toList();
        Set<AcknowledgementCode> codes = all.stream().map(Answer::code).collect(Collectors.toSet());
        boolean isUnanswered = !all.isEmpty() && all.stream().allMatch(Answer::isNone);
        String controlId = UUID.randomUUID().toString().replace("-", "").substring(0, CONTROL_ID_LENGTH);
        return new Answer(
                isUnanswered
                        ? Answer.NONE
                        : BatchAcknowledgement.of(
                                batch,
                                answers.stream()
                                        .map(group -> group.stream()
                                                .map(Answer::acknowledgement)
                                                .toList())
                                        .toList(),
                                controlId,
                                clock.instant()),
                codes.size() == 1
                        ? all.get(0).code()
                        : all.isEmpty() ? AcknowledgementCode.ACCEPT : AcknowledgementCode.ERROR,
                all.stream().anyMatch(Answer::overloaded),
                null,
                codes.contains(AcknowledgementCode.ACCEPT) && codes.size() > 1);
    }
}
