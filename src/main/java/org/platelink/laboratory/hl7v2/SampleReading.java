package org.platelink.laboratory.hl7v2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.platelink.laboratory.hl7v2.SampleState.Remark;

/** Reads the specimens of orders, from SPM segments or from OBR-15. */
final class SampleReading {

    private static final int REJECT_REASON = 21;
    private static final int QUALITY = 22;
    private static final int APPROPRIATENESS = 23;
    private static final int CONDITION = 24;

    /** Which field takes its codes from which HL7 table. */
    private static final Map<String, Integer> TABLES =
            Map.of("HL70490", REJECT_REASON, "HL70491", QUALITY, "HL70492", APPROPRIATENESS, "HL70493", CONDITION);

    /** Fields of SPM that FHIR has no element for, with the labels of the remarks they become. */
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
     * The specimen of an SPM segment.
     *
     * @param namespaces the namespaces of the order's numbers
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
     * Reads SPM-2, a pair of identifiers (EIP). Some senders send one identifier with its namespace (EI), as in the
     * order's numbers. Read as a pair, the laboratory's "identifier" would be the namespace, the same for all its
     * specimens.
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
     * The codes of a field. Among SPM-21 to SPM-24, a code that names the HL7 table of one of these fields is
     * assigned to that field, wherever it was sent: the sender has miscounted the fields, and the table shows which
     * one was meant.
     */
    private static List<CodedElement> state(Segment specimen, int field) {
        if (!TABLES.containsValue(field)) {
            return DataTypes.coded(specimen, field);
        }
        return IntStream.rangeClosed(REJECT_REASON, CONDITION)
                .boxed()
                .flatMap(place -> DataTypes.coded(specimen, place).stream()
                        .filter(said -> TABLES.getOrDefault(said.system(), place) == field))
                .toList();
    }

    /** The specimen of an order in versions without SPM, from OBR-15; empty if that is empty. */
    static List<Sample> ofOrder(Segment order) {
        Part source = order.first(15);
        if (source.components().stream().allMatch(part -> part.text().isBlank())) {
            return List.of();
        }
        CodedElement siteModifier = DataTypes.coded(source.component(5)::subcomponent);
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
                        CodedElement.NONE,
                        DataTypes.coded(source.component(4)::subcomponent),
                        DataTypes.amount(order.first(9)),
                        descriptions,
                        "",
                        List.of(),
                        sent(DataTypes.coded(source.component(6)::subcomponent)),
                        CodedElement.NONE,
                        sent(siteModifier).stream()
                                .map(said -> new Remark(SITE_MODIFIER, said))
                                .toList())));
    }

    /** OBR-39: the collector's comments. */
    static List<String> collectorsComments(Segment order) {
        return DataTypes.coded(order, 39).stream()
                .map(CodedElement::wordsWithCode)
                .toList();
    }

    private static List<String> texts(Segment segment, int field) {
        return segment.repetitions(field).stream()
                .map(Part::text)
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static List<CodedElement> sent(CodedElement coded) {
        return coded.isEmpty() ? List.of() : List.of(coded);
    }
}
