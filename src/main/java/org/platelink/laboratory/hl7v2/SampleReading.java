package org.platelink.laboratory.hl7v2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.platelink.laboratory.hl7v2.SampleState.Remark;

/** Reads the samples of orders. */
final class SampleReading {

    private static final int REJECT_REASON = 21;
    private static final int QUALITY = 22;
    private static final int APPROPRIATENESS = 23;
    private static final int CONDITION = 24;

    /** Which field has the codes of which of HL7's tables. */
    private static final Map<String, Integer> TABLES =
            Map.of("HL70490", REJECT_REASON, "HL70491", QUALITY, "HL70492", APPROPRIATENESS, "HL70493", CONDITION);

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
        remarks.put(QUALITY, "Quality");
        remarks.put(APPROPRIATENESS, "Appropriateness");
        remarks.put(28, "Container condition");
        return remarks;
    }

    /**
     * The sample of an SPM.
     *
     * @param namespaces of the order's numbers
     */
    static Sample read(Segment specimen, Set<String> namespaces) {
        SampleNumber numbers = numbers(specimen.first(2), namespaces);
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
                        state(specimen, REJECT_REASON),
                        state(specimen, CONDITION),
                        DataTypes.coded(specimen.first(27)::component),
                        REMARKS.entrySet().stream()
                                .flatMap(field -> state(specimen, field.getKey()).stream()
                                        .map(said -> new Remark(field.getValue(), said)))
                                .toList()));
    }

    /**
     * SPM-2 is a pair of numbers. Some send one with its namespace, in the form of the order's numbers: then the "number" of
     * the laboratory would be the same for each of its samples.
     */
    private static SampleNumber numbers(Part sent, Set<String> namespaces) {
        SampleNumber pair = DataTypes.sample(sent);
        boolean plain =
                pair.placed().namespace().isEmpty() && pair.filled().namespace().isEmpty();
        return plain
                        && !pair.placed().isEmpty()
                        && namespaces.contains(pair.filled().id())
                ? new SampleNumber(EntityIdentifier.NONE, DataTypes.entity(sent::component))
                : pair;
    }

    /**
     * What a field says. Of the four that tell what became of a sample, a code that names the table of one of them is of that
     * one, wherever it stands: the sender has miscounted, and says by the table what is meant.
     */
    private static List<Coded> state(Segment specimen, int field) {
        if (!TABLES.containsValue(field)) {
            return DataTypes.coded(specimen, field);
        }
        return IntStream.rangeClosed(REJECT_REASON, CONDITION)
                .boxed()
                .flatMap(place -> DataTypes.coded(specimen, place).stream()
                        .filter(said -> TABLES.getOrDefault(said.system(), place) == field))
                .toList();
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
