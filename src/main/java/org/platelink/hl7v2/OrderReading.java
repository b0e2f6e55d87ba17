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
                        .map(place -> ResultReading.read(place, segments))
                        .toList(),
                samples(group, order, segments),
                notes(group, segments));
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
        if (group.samples().isEmpty() && !order.text(15).isEmpty()) {
            return List.of(new Sample(
                    EntityIdentifier.NONE,
                    DataTypes.coded(order.first(15).component(1)::subcomponent),
                    order.text(7),
                    order.text(8),
                    order.text(14)));
        }
        return group.samples().stream()
                .map(segments::at)
                .map(OrderReading::sample)
                .toList();
    }

    private static Sample sample(Segment specimen) {
        EntityIdentifier placed = DataTypes.entity(specimen.first(2).component(1)::subcomponent);
        EntityIdentifier filled = DataTypes.entity(specimen.first(2).component(2)::subcomponent);
        Part collected = specimen.first(17);
        return new Sample(
                filled.isEmpty() ? placed : filled,
                DataTypes.coded(specimen.first(4)::component),
                collected.component(1).subcomponent(1).text(),
                collected.component(2).subcomponent(1).text(),
                specimen.text(18));
    }

    /** Those of the order and of its samples: what is said of a sample (that it clotted, say) must not be lost. */
    private static List<String> notes(OrderGroup group, MessageSegments segments) {
        return Stream.of(group.common().stream(), Stream.of(group.order()), group.samples().stream())
                .flatMap(places -> places)
                .flatMap(place -> segments.notesOf(place).stream())
                .toList();
    }
}
