package org.platelink.laboratory.hl7v2;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the results of one patient from the segments. */
final class PatientReading {

    /** Versions in which PID-2 and PID-4 held further patient numbers. */
    private static final Pattern OLD = Pattern.compile("2\\.[1-3](\\..*)?");

    private PatientReading() {}

    static PatientResult read(PatientGroup group, MessageSegments segments, String version) {
        Optional<Segment> patient = group.patient().map(segments::at);
        return new PatientResult(
                patient.map(segment -> numbers(segment, version)).orElse(List.of()),
                patient.map(segment -> segment.text(7)).orElse(""),
                patient.map(segment -> segment.text(8)).orElse(""),
                group.visit()
                        .map(segments::at)
                        .map(visit -> assigned(visit.first(19)))
                        .orElse(EntityIdentifier.NONE),
                group.orders().stream()
                        .map(order -> OrderReading.read(order, segments))
                        .toList(),
                Stream.concat(
                                segments.notesOfAll().stream(),
                                group.patient().stream().flatMap(place -> segments.notesOf(place).stream()))
                        .toList());
    }

    private static List<PersonNumber> numbers(Segment patient, String version) {
        IntStream fields = OLD.matcher(version).matches() ? IntStream.of(3, 2, 4) : IntStream.of(3);
        return fields.boxed()
                .flatMap(field -> patient.repetitions(field).stream())
                .flatMap(PatientReading::number)
                .distinct()
                .toList();
    }

    private static Stream<PersonNumber> number(Part part) {
        EntityIdentifier number = assigned(part);
        return number.isEmpty()
                ? Stream.empty()
                : Stream.of(new PersonNumber(
                        number.id(),
                        number.namespace(),
                        number.universalId(),
                        number.universalIdType(),
                        part.component(5).text()));
    }

    /** An identifier with its assigning authority (CX, or CK of old versions). */
    private static EntityIdentifier assigned(Part part) {
        Part assigner = part.component(4);
        return new EntityIdentifier(
                part.component(1).text(),
                assigner.subcomponent(1).text(),
                assigner.subcomponent(2).text(),
                assigner.subcomponent(3).text());
    }
}
