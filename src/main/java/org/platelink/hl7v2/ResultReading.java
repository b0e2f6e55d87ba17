package org.platelink.hl7v2;

import java.util.List;

/** Reads one result. */
final class ResultReading {

    private ResultReading() {}

    static Result read(int place, MessageSegments segments) {
        Segment result = segments.at(place);
        String type = result.text(2);
        return new Result(
                segments.numberOf(place),
                result.text(1),
                type,
                DataTypes.coded(result.first(3)::component),
                result.first(4).text(),
                ValueReading.values(type, result),
                DataTypes.coded(result.first(6)::component),
                result.first(7).text(),
                flags(result),
                result.text(11),
                result.text(14),
                result.text(19),
                DataTypes.entity(result.first(21)::component),
                DataTypes.coded(result.first(17)::component),
                segments.notesOf(place));
    }

    private static List<String> flags(Segment result) {
        return result.repetitions(8).stream()
                .map(flag -> flag.component(1).text())
                .filter(flag -> !flag.isEmpty())
                .toList();
    }
}
