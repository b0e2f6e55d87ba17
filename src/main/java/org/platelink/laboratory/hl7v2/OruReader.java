package org.platelink.laboratory.hl7v2;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Parses laboratory messages (ORU, OUL^R22) of any version with the message structures of version 2.5.1. Thread-safe.
 *
 * <p>HAPI only decides how the segments are grouped. The fields are read here as they were sent: no result value goes
 * through a HAPI type that could change it.
 */
public final class OruReader {

    private final OruStructure structure = new OruStructure();

    /**
     * Parses a message. It does not check the message type and version, see {@link MessageHeader#mustBeTakable}, nor
     * that every result belongs to an order, see {@link #unreached}.
     *
     * @throws MessageRefused if it cannot be parsed
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
     * Checks that every OBX belongs to an order. An OBX before an OBR, or in a group that the standard does not know,
     * belongs to none for certain.
     *
     * @return empty if all belong to an order
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
