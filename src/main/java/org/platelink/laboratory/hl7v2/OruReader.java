package org.platelink.laboratory.hl7v2;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads the messages of laboratories (ORU, OUL^R22) of any version through the structure that version 2.5.1 gives them. One can
 * be used by many at the same time.
 *
 * <p>A library decides which segments belong together. The fields are read here as they were sent: no value of a result goes
 * through a type that could change it.
 */
public final class OruReader {

    private final OruStructure structure = new OruStructure();

    /**
     * Reads a message. Whether it is one of results, and in a version that is taken, is for {@link
     * MessageHeader#mustBeTakable}; whether every result was reached, for {@link #unreached}.
     *
     * @throws MessageRefused if it cannot be read
     */
    public OruMessage read(MessageText message) {
        MessageHeader header = MessageHeader.of(message);
        MessageSegments segments = MessageSegments.of(message);
        List<PatientResult> patients =
                structure.patients(MessageType.of(header).orElse(MessageType.ORU_R01), segments.names()).stream()
                        .map(group -> PatientReading.read(group, segments, header.version()))
                        .toList();
        return new OruMessage(header, patients);
    }

    /**
     * What was not reached of a message: every OBX must belong to an order. One that stands before an OBR, or in a group that
     * the standard does not know, belongs to none for certain.
     *
     * @return nothing if all were reached
     */
    public static Optional<Problem> unreached(MessageText message, OruMessage read) {
        int sent = message.segments("OBX");
        if (sent == read.results()) {
            return Optional.empty();
        }
        Set<Integer> reached = read.patients().stream()
                .flatMap(patient -> patient.orders().stream())
                .flatMap(order -> order.results().stream())
                .map(Result::number)
                .collect(Collectors.toSet());
        int first = IntStream.rangeClosed(1, sent)
                .filter(number -> !reached.contains(number))
                .findFirst()
                .orElse(1);
        return Optional.of(Problems.error(
                "OBX^" + first,
                Problem.REQUIRED_SEGMENT_MISSING,
                "results-not-accounted",
                "Of " + sent + " OBX segments " + (sent - read.results()) + " belong to no order, number " + first
                        + " first. Send each OBX below the OBR of its order, as version 2.5.1 has them."));
    }
}
