package org.platelink.hl7v2;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one order and what it brought. */
final class OrderReading {

    private OrderReading() {}

    static Order read(OrderGroup group, MessageSegments segments) {
        Segment order = segments.at(group.order());
        Optional<Segment> common = group.common().map(segments::at);
        List<Sample> samples = samples(group, order, segments);
        return new Order(
                segments.numberOf(group.order()),
                identifier(order, common, 2),
                identifier(order, common, 3),
                DataTypes.coded(order.first(4)::component),
                order.text(7),
                order.text(8),
                order.text(22),
                order.text(24),
                order.text(25),
                group.results().stream()
                        .map(place -> ResultReading.read(place, sampleAbove(place, group), segments))
                        .toList(),
                samples,
                notes(group, order, segments, samples));
    }

    /** OBR-2 or OBR-3, or the field of the same number in ORC. */
    private static EntityIdentifier identifier(Segment order, Optional<Segment> common, int field) {
        EntityIdentifier own = DataTypes.entity(order.first(field)::component);
        return own.isEmpty()
                ? common.map(segment -> DataTypes.entity(segment.first(field)::component))
                        .orElse(own)
                : own;
    }

    private static List<Sample> samples(OrderGroup group, Segment order, MessageSegments segments) {
        return group.samples().isEmpty()
                ? SampleReading.ofOrder(order)
                : group.samples().stream()
                        .map(segments::at)
                        .map(SampleReading::read)
                        .toList();
    }

    /**
     * The sample below whose SPM a result stands. Where several SPM stand one behind the other with the results behind the
     * last, the sender has listed them, and which result is of which was not said.
     */
    private static int sampleAbove(int result, OrderGroup group) {
        List<Integer> above =
                group.samples().stream().filter(place -> place < result).toList();
        if (above.size() < 2) {
            return above.size();
        }
        int last = above.get(above.size() - 1);
        int before = above.get(above.size() - 2);
        boolean listed = group.results().stream().noneMatch(place -> place > before && place < last);
        return listed ? 0 : above.size();
    }

    /**
     * Those of the order and of its samples: what is said of a sample (that it clotted, say) must not be lost. Nor must the
     * comment of who took it, where there is no sample to say it of.
     */
    private static List<String> notes(OrderGroup group, Segment order, MessageSegments segments, List<Sample> samples) {
        boolean ofTheSample = group.samples().isEmpty() && !samples.isEmpty();
        return Stream.concat(
                        Stream.of(group.common().stream(), Stream.of(group.order()), group.samples().stream())
                                .flatMap(places -> places)
                                .flatMap(place -> segments.notesOf(place).stream()),
                        ofTheSample ? Stream.empty() : SampleReading.collectorsComments(order).stream())
                .toList();
    }
}
