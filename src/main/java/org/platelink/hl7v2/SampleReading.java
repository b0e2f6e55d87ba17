package org.platelink.hl7v2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.platelink.hl7v2.SampleState.Remark;

/** Reads the samples of orders. */
final class SampleReading {

    /** Fields of SPM that FHIR has no place for. */
    private static final Map<Integer, String> REMARKS = remarks();

    private static final String SITE_MODIFIER = "Site modifier";

    private SampleReading() {}

    private static Map<Integer, String> remarks() {
        Map<Integer, String> remarks = new LinkedHashMap<>();
        remarks.put(5, "Type modifier");
        remarks.put(9, SITE_MODIFIER);
        remarks.put(15, "Handling");
        remarks.put(16, "Risk");
        remarks.put(22, "Quality");
        remarks.put(23, "Appropriateness");
        remarks.put(28, "Container condition");
        return remarks;
    }

    /** The sample of an SPM. */
    static Sample read(Segment specimen) {
        SampleNumber numbers = DataTypes.sample(specimen.first(2));
        Part collected = specimen.first(17);
        return new Sample(
                numbers.filled().isEmpty() ? numbers.placed() : numbers.filled(),
                DataTypes.coded(specimen.first(4)::component),
                collected.component(1).subcomponent(1).text(),
                collected.component(2).subcomponent(1).text(),
                specimen.text(18),
                numbers,
                new SampleState(
                        DataTypes.coded(specimen, 6),
                        DataTypes.coded(specimen.first(7)::component),
                        DataTypes.coded(specimen.first(8)::component),
                        DataTypes.amount(specimen.first(12)),
                        texts(specimen, 14),
                        specimen.text(20),
                        DataTypes.coded(specimen, 21),
                        DataTypes.coded(specimen, 24),
                        DataTypes.coded(specimen.first(27)::component),
                        REMARKS.entrySet().stream()
                                .flatMap(field -> DataTypes.coded(specimen, field.getKey()).stream()
                                        .map(said -> new Remark(field.getValue(), said)))
                                .toList()));
    }

    /** The sample of an order in versions that have no SPM; empty if it names none. */
    static List<Sample> ofOrder(Segment order) {
        Part source = order.first(15);
        if (source.components().stream().allMatch(part -> part.text().isBlank())) {
            return List.of();
        }
        Coded siteModifier = DataTypes.coded(source.component(5)::subcomponent);
        List<String> descriptions = new ArrayList<>();
        Stream.of(source.component(3).text()).filter(text -> !text.isBlank()).forEach(descriptions::add);
        descriptions.addAll(collectorsComments(order));
        return List.of(new Sample(
                EntityIdentifier.NONE,
                DataTypes.coded(source.component(1)::subcomponent),
                order.text(7),
                order.text(8),
                order.text(14),
                SampleNumber.NONE,
                new SampleState(
                        sent(DataTypes.coded(source.component(2)::subcomponent)),
                        Coded.NONE,
                        DataTypes.coded(source.component(4)::subcomponent),
                        DataTypes.amount(order.first(9)),
                        descriptions,
                        "",
                        List.of(),
                        sent(DataTypes.coded(source.component(6)::subcomponent)),
                        Coded.NONE,
                        sent(siteModifier).stream()
                                .map(said -> new Remark(SITE_MODIFIER, said))
                                .toList())));
    }

    /** OBR-39: what whoever took the sample has to say. */
    static List<String> collectorsComments(Segment order) {
        return DataTypes.coded(order, 39).stream().map(Coded::wordsWithCode).toList();
    }

    private static List<String> texts(Segment segment, int field) {
        return segment.repetitions(field).stream()
                .map(Part::text)
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static List<Coded> sent(Coded coded) {
        return coded.isEmpty() ? List.of() : List.of(coded);
    }
}
