package org.platelink.laboratory.intake.hl7;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.journal.Finding;

/**
 * The JSON representation of an HL7 v2 message by segments and fields.
 *
 * @param segments empty if it cannot be parsed
 * @param unreadable why it cannot be parsed; null if it can
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(List<SegmentView> segments, @Nullable String unreadable, AnswerView answer) {

    /**
     * A segment of a message.
     *
     * @param findings those of the segment as a whole, or of fields that are empty
     * @param stored for a result or an order, the address of the resource that it is stored as; null if it is not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SegmentView(
            String name, int number, List<FieldView> fields, List<FindingView> findings, @Nullable String stored) {}

    /** A field as it was sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FieldView(int number, @Nullable String name, String text, List<FindingView> findings) {}

    /** A finding of a message, or of one of its fields. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FindingView(String reason, String place, @Nullable String key, String text) {

        public static FindingView of(Finding finding) {
            return new FindingView(finding.reason().code(), finding.place(), finding.key(), finding.sentence());
        }
    }

    /**
     * The acknowledgement of a message.
     *
     * @param code such as {@code AA}
     * @param text the acknowledgement; null if the sender asked for none
     * @param sent whether it is the one that was sent; else it is what would be answered now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AnswerView(String code, @Nullable String text, boolean sent) {}
}
