package org.platelink.laboratory.hl7v2;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Reads HL7 data types that occur in a field or, one level lower, in a component. */
final class DataTypes {

    private DataTypes() {}

    /**
     * A coded element.
     *
     * @param parts its components or subcomponents by their number
     */
    static CodedElement coded(IntFunction<Part> parts) {
        return new CodedElement(
                parts.apply(1).text(),
                parts.apply(2).text(),
                parts.apply(3).text(),
                parts.apply(4).text(),
                parts.apply(5).text(),
                parts.apply(6).text(),
                parts.apply(9).text());
    }

    /** All repetitions of a field of coded elements, without the empty ones. */
    static List<CodedElement> coded(Segment segment, int field) {
        return segment.repetitions(field).stream()
                .map(part -> coded(part::component))
                .filter(coded -> !coded.isEmpty())
                .toList();
    }

    /** A quantity with its unit (CQ). */
    static Amount amount(Part part) {
        return new Amount(part.component(1).text(), coded(part.component(2)::subcomponent));
    }

    /** A specimen's placer and filler identifiers (EIP). */
    static SampleNumber sample(Part part) {
        return new SampleNumber(entity(part.component(1)::subcomponent), entity(part.component(2)::subcomponent));
    }

    /** An address (XAD). Its addressee (component 19) may be a person and is not read. */
    static PostalAddress address(Part part) {
        Part street = part.component(1);
        List<String> lines = Stream.of(
                        street.subcomponent(1), street.subcomponent(2), street.subcomponent(3), part.component(2))
                .map(Part::text)
                .filter(line -> !line.isBlank())
                .toList();
        return new PostalAddress(
                lines,
                part.component(3).text(),
                part.component(4).text(),
                part.component(5).text(),
                part.component(6).text(),
                part.component(7).text(),
                part.component(9).subcomponent(1).text());
    }

    /**
     * An identifier with its assigning authority.
     *
     * @param parts its components or subcomponents by their number
     */
    static EntityIdentifier entity(IntFunction<Part> parts) {
        return new EntityIdentifier(
                parts.apply(1).text(),
                parts.apply(2).text(),
                parts.apply(3).text(),
                parts.apply(4).text());
    }
}
