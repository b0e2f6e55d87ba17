package org.platelink.laboratory.intake.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.Acknowledgement;
import org.platelink.laboratory.hl7v2.AcknowledgementKind;
import org.platelink.laboratory.hl7v2.MessageHeader;
import org.platelink.laboratory.hl7v2.MessageLayout;
import org.platelink.laboratory.hl7v2.MessageRefused;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.intake.hl7.MessageView.AnswerView;
import org.platelink.laboratory.intake.hl7.MessageView.FieldView;
import org.platelink.laboratory.intake.hl7.MessageView.FindingView;
import org.platelink.laboratory.intake.hl7.MessageView.SegmentView;
import org.platelink.laboratory.intake.queue.IntakeProperties;
import org.platelink.laboratory.intake.store.ResultStore;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.JournalMessage;
import org.platelink.laboratory.journal.MessageStatus;
import org.platelink.laboratory.journal.QueuedMessage;
import org.platelink.laboratory.lab.DeliveredResource;

/**
 * Builds the view of an HL7 v2 message for people: its fields with names and findings, the stored resource of each
 * result, and the acknowledgement.
 *
 * <p>Where the acknowledgement that was sent is not known, it is computed again from the findings, as it would be
 * sent now.
 */
public final class MessageFields {

    /** For messages with more results the stored resources are not looked up: it would take too long for a page. */
    private static final int MOST_RESULTS = 500;

    private static final Pattern ANSWER_CODE = Pattern.compile("(?m)^MSA\\|([A-Z]{2})\\|");

    private final OruInterpreter interpreter;
    private final ResultStore store;
    private final IntakeProperties properties;
    private final Clock clock;

    MessageFields(OruInterpreter interpreter, ResultStore store, IntakeProperties properties, Clock clock) {
        this.interpreter = interpreter;
        this.store = store;
        this.properties = properties;
        this.clock = clock;
    }

    public boolean canLayOut(QueuedMessage message) {
        return interpreter.handles(message);
    }

    /**
     * Builds the view of a message, as far as it can be parsed.
     *
     * @param kept the journal's entry of the message
     * @param sent the acknowledgement that was sent; null if it is not known
     */
    public MessageView of(JournalMessage kept, QueuedMessage message, byte @Nullable [] sent) {
        MessageView laid = of(kept, message);
        return sent == null ? laid : new MessageView(laid.segments(), laid.unreadable(), sent(sent, laid.answer()));
    }

    private static AnswerView sent(byte[] sent, AnswerView now) {
        String text = new String(sent, StandardCharsets.UTF_8).replace('\r', '\n');
        Matcher code = ANSWER_CODE.matcher(text);
        return new AnswerView(code.find() ? code.group(1) : now.code(), text, true);
    }

    private MessageView of(JournalMessage kept, QueuedMessage message) {
        Charset charset = message.charset() == null ? null : Charset.forName(message.charset());
        MessageHeader header =
                MessageHeader.leniently(message.content(), charset).orElse(null);
        try {
            MessageText text = MessageText.decode(message.content(), charset);
            MessageLayout layout = MessageLayout.of(text);
            Map<String, String> stored = stored(kept, message);
            return new MessageView(
                    layout.segments().stream()
                            .map(segment -> laid(segment, kept.findings(), stored))
                            .toList(),
                    null,
                    answered(kept, header, reply(kept, text)));
        } catch (MessageRefused refused) {
            return new MessageView(List.of(), refused.problem().sentence(), answered(kept, header, refused(refused)));
        }
    }

    private MessageReply reply(JournalMessage kept, MessageText text) {
        boolean parkedIsError = properties.parkedIsError().contains(kept.site());
        if (kept.status() != MessageStatus.REJECTED) {
            return MessageReply.ofDuplicate(kept.status(), kept.findings(), parkedIsError, kept.id());
        }
        try {
            MessageHeader.of(text).mustBeTakable(properties.processingIds());
            return MessageReply.of(kept.findings(), parkedIsError, kept.id());
        } catch (MessageRefused refused) {
            return refused(refused);
        }
    }

    private static MessageReply refused(MessageRefused refused) {
        return new MessageReply(MessageStatus.REJECTED, refused.code(), List.of(refused.problem()));
    }

    private AnswerView answered(JournalMessage kept, @Nullable MessageHeader header, MessageReply reply) {
        AcknowledgementKind kind =
                header == null ? AcknowledgementKind.APPLICATION : header.acknowledgementKind(reply.code());
        boolean enhanced = kind == AcknowledgementKind.ACCEPT;
        if (kind == AcknowledgementKind.NONE) {
            return new AnswerView(reply.code().code(false), null, false);
        }
        String text = Acknowledgement.of(
                        header,
                        reply.code(),
                        enhanced,
                        reply.problems(),
                        kept.id().toString().replace("-", "").substring(0, 20),
                        clock.instant())
                .text();
        return new AnswerView(reply.code().code(enhanced), text.replace('\r', '\n'), false);
    }

    /**
     * The addresses of the stored resources by the place of their segments. The message is interpreted with the
     * present maps; stored resources are found by the same names.
     */
    private Map<String, String> stored(JournalMessage kept, QueuedMessage message) {
        if (!Set.of(MessageStatus.APPLIED, MessageStatus.PARTIAL, MessageStatus.DUPLICATE, MessageStatus.SUPERSEDED)
                        .contains(kept.status())
                || kept.results() > MOST_RESULTS) {
            return Map.of();
        }
        try {
            List<DeliveredResource> resources = interpreter.interpret(message).resources();
            return store.addresses(kept.site(), resources);
        } catch (MessageRefused unread) {
            return Map.of();
        }
    }

    private static SegmentView laid(MessageLayout.Segment segment, List<Finding> findings, Map<String, String> stored) {
        List<Finding> own = findings.stream()
                .filter(finding -> finding.place().equals(segment.place())
                        || finding.place().startsWith(segment.place() + "-"))
                .toList();
        List<FieldView> fields = segment.fields().stream()
                .map(field -> new FieldView(
                        field.number(),
                        field.name(),
                        field.text(),
                        own.stream()
                                .filter(finding -> isOf(finding, segment, field.number()))
                                .map(FindingView::of)
                                .toList()))
                .toList();
        List<FindingView> others = own.stream()
                .filter(finding -> segment.fields().stream().noneMatch(field -> isOf(finding, segment, field.number())))
                .map(FindingView::of)
                .toList();
        return new SegmentView(segment.name(), segment.number(), fields, others, stored.get(segment.place()));
    }

    private static boolean isOf(Finding finding, MessageLayout.Segment segment, int field) {
        return finding.place().matches("\\Q" + segment.place() + "\\E-" + field + "(\\D.*)?");
    }
}
