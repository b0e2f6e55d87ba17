package org.platelink.laboratory.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one order with its results and specimens from its segments. */
final class OrderReading {

    private OrderReading() {}

    static Order read(OrderGroup group, MessageSegments segments) {
        Segment order = segments.at(group.order());
        Optional<Segment> common = group.common().map(segments::at);
        EntityIdentifier placer = identifier(order, common, 2);
        EntityIdentifier filler = identifier(order, common, 3);
        List<Sample> samples = samples(group, order, segments, namespaces(placer, filler));
        return new Order(
                segments.numberOf(group.order()),
                placer,
                filler,
                DataTypes.coded(order.first(4)::component),
                order.text(7),
                order.text(8),
                order.text(22),
                order.text(24),
                order.text(25),
                results(group, segments),
                samples,
                notes(group, order, segments, samples));
    }

    /** OBR-2 or OBR-3; if it is empty, the field of the same number in ORC. */
    private static EntityIdentifier identifier(Segment order, Optional<Segment> common, int field) {
        EntityIdentifier own = DataTypes.entity(order.first(field)::component);
        return own.isEmpty()
                ? common.map(segment -> DataTypes.entity(segment.first(field)::component))
                        .orElse(own)
                : own;
    }

    private static Set<String> namespaces(EntityIdentifier... numbers) {
        return Stream.of(numbers)
                .map(EntityIdentifier::namespace)
                .filter(namespace -> !namespace.isEmpty())
                .collect(Collectors.toSet());
    }

    private static List<Sample> samples(
            OrderGroup group, Segment order, MessageSegments segments, Set<String> namespaces) {
        return group.samples().isEmpty()
                ? SampleReading.ofOrder(order)
                : group.samples().stream()
                        .map(segments::at)
                        .map(specimen -> SampleReading.read(specimen, namespaces))
                        .toList();
    }

    /**
     * Reads each result with the number of the SPM below which it stands, from 1 on. If several SPM segments follow
     * one another and the results follow the last one, the sender has only listed the specimens, and the assignment
     * is unknown: 0.
     */
    private static List<Result> results(OrderGroup group, MessageSegments segments) {
        List<Integer> samples = group.samples();
        List<Result> results = new ArrayList<>();
        int above = 0;
        boolean listed = false;
        int before = -1;
        for (int place : group.results()) {
            while (above < samples.size() && samples.get(above) < place) {
                listed = above > 0 && before < samples.get(above - 1);
                above++;
            }
            results.add(ResultReading.read(place, listed ? 0 : above, segments));
            before = place;
        }
        return results;
    }

    /**
     * The notes of the order and of its specimens: a remark on a specimen (that it clotted, say) must not be lost.
     * The same holds for the collector's comment (OBR-39) if there is no specimen to attach it to.
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
