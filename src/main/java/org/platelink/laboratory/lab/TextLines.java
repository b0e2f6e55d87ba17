package org.platelink.laboratory.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.platelink.laboratory.hl7v2.Origin;
import org.platelink.laboratory.hl7v2.Result;
import org.platelink.laboratory.hl7v2.Value;

/**
 * Joins textual results that are sent line by line, each line as an OBX of the same code, to one result. Lines that
 * differ in status, in identifier or in time are not joined.
 */
final class TextLines {

    private static final Set<String> TEXTS = Set.of("TX", "FT");

    private TextLines() {}

    /** The results, with the lines of one text grouped. */
    static List<List<Result>> of(List<Result> results) {
        List<List<Result>> all = new ArrayList<>();
        for (Result result : results) {
            List<Result> last = all.isEmpty() ? List.of() : all.get(all.size() - 1);
            if (!last.isEmpty() && goesOn(last.get(last.size() - 1), result)) {
                last.add(result);
            } else {
                all.add(new ArrayList<>(List.of(result)));
            }
        }
        return all;
    }

    private static boolean goesOn(Result before, Result result) {
        return TEXTS.contains(before.type())
                && before.type().equals(result.type())
                && before.code().equals(result.code())
                && before.status().equals(result.status())
                && before.observed().equals(result.observed())
                && before.belowSample() == result.belowSample()
                && (result.samples().isEmpty() || result.samples().equals(before.samples()))
                && (result.origin().equals(Origin.NONE) || result.origin().equals(before.origin()))
                && before.identifier().isEmpty()
                && result.identifier().isEmpty()
                && isNext(before.subId(), result.subId())
                && (result.unit().isEmpty() || result.unit().equals(before.unit()))
                && (result.method().isEmpty() || result.method().equals(before.method()))
                && (result.referenceRange().isEmpty() || result.referenceRange().equals(before.referenceRange()));
    }

    private static boolean isNext(String before, String subId) {
        if (before.equals(subId)) {
            return true;
        }
        return before.matches("\\d{1,6}")
                && subId.matches("\\d{1,6}")
                && Integer.parseInt(subId) == Integer.parseInt(before) + 1;
    }

    /** The lines of one text as one result, with the number and the sub-id of the first. */
    static Result joined(List<Result> lines) {
        Result first = lines.get(0);
        if (lines.size() == 1) {
            return first;
        }
        List<Value> values =
                lines.stream().flatMap(line -> line.values().stream()).toList();
        List<String> notes =
                lines.stream().flatMap(line -> line.notes().stream()).toList();
        List<String> flags =
                lines.stream().flatMap(line -> line.flags().stream()).distinct().toList();
        return new Result(
                first.number(),
                first.setId(),
                first.type(),
                first.code(),
                first.subId(),
                values,
                first.unit(),
                first.referenceRange(),
                flags,
                first.status(),
                first.observed(),
                first.analysed(),
                first.identifier(),
                first.method(),
                notes,
                first.origin(),
                first.samples(),
                first.belowSample());
    }
}
