package org.platelink.laboratory.hl7v2;

import java.util.List;
import java.util.Locale;
import org.platelink.laboratory.hl7v2.Value.CodedValue;
import org.platelink.laboratory.hl7v2.Value.Document;
import org.platelink.laboratory.hl7v2.Value.ExplicitNull;
import org.platelink.laboratory.hl7v2.Value.Moment;
import org.platelink.laboratory.hl7v2.Value.Numeric;
import org.platelink.laboratory.hl7v2.Value.Range;
import org.platelink.laboratory.hl7v2.Value.StructuredNumeric;
import org.platelink.laboratory.hl7v2.Value.Text;
import org.platelink.laboratory.hl7v2.Value.UnsupportedValue;

/** Reads the values of a result (OBX-5) by their type (OBX-2). */
final class ValueReading {

    private static final int SHOWN = 200;

    private ValueReading() {}

    static List<Value> values(String type, Segment result) {
        if (result.field(5).isBlank()) {
            return List.of();
        }
        List<Part> sent = result.repetitions(5);
        int end = sent.size();
        // Empty repetitions at the end of a field have no meaning; an empty line within a text does.
        while (end > 0 && sent.get(end - 1).isEmpty()) {
            end--;
        }
        return sent.subList(0, end).stream()
                .map(repetition -> value(type.toUpperCase(Locale.ROOT), repetition))
                .toList();
    }

    private static Value value(String type, Part part) {
        if (part.isNull()) {
            return new ExplicitNull();
        }
        return switch (type) {
            case "NM" -> new Numeric(part.laidOut());
            case "CWE", "CE", "CNE", "CF", "IS", "ID" -> new CodedValue(DataTypes.coded(part::component));
            case "SN" -> new StructuredNumeric(text(part, 1), text(part, 2), text(part, 3), text(part, 4));
            case "DT", "TM", "DTM", "TS" -> new Moment(type, text(part, 1));
            case "NR", "DR" -> new Range(type, bound(part, 1), bound(part, 2));
            case "ED" -> new Document(text(part, 2), text(part, 3), text(part, 4), text(part, 5));
            // References to documents; and persons with their addresses and numbers, which must not get into the
            // study data.
            case "RP", "PN", "XPN", "XCN", "CN", "PPN", "AD", "XAD", "SAD", "TN", "XTN", "CX" ->
                new UnsupportedValue(
                        type,
                        part.components().stream().map(ValueReading::shown).toList());
            default -> new Text(part.laidOut());
        };
    }

    private static String text(Part part, int component) {
        return part.component(component).text();
    }

    private static String bound(Part part, int component) {
        return part.component(component).subcomponent(1).text();
    }

    private static String shown(Part component) {
        return component
                .text()
                .codePoints()
                .limit(SHOWN)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
