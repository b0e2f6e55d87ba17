package org.platelink.laboratory.hl7v2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Extracts from raw lines what is needed to tell a resend from a new state: order numbers and correction statuses.
 */
final class OrderNumbers {

    private static final Set<String> CORRECTING_RESULT = Set.of("A", "C", "D", "W");
    private static final Set<String> CORRECTING_REPORT = Set.of("A", "C", "M");

    private OrderNumbers() {}

    /** The order numbers (ORC or OBR, fields 2 and 3), each with its patient's PID-3. */
    static List<String> of(List<String> lines, char separator) {
        List<String> numbers = new ArrayList<>();
        String patient = "";
        for (String line : lines) {
            String[] fields = fields(line, separator);
            if (fields[0].equals("PID")) {
                patient = field(fields, 3);
            } else if (fields[0].equals("OBR") || fields[0].equals("ORC")) {
                for (int number : new int[] {2, 3}) {
                    if (!field(fields, number).isEmpty()) {
                        numbers.add(number + "|" + field(fields, number) + "|" + patient);
                    }
                }
            }
        }
        return numbers.stream().distinct().toList();
    }

    /**
     * Whether a result (OBX-11) or a report (OBR-25) has a correction status, in an order without an issue time
     * (OBR-22). If there is an issue time, it settles the order of events: a resent correction has the same time, and
     * a return to an earlier value has another one.
     */
    static boolean correct(List<String> lines, char separator) {
        boolean issued = false;
        for (String line : lines) {
            String[] fields = fields(line, separator);
            if (fields[0].equals("OBR")) {
                issued = !field(fields, 22).isEmpty();
            }
            if (!issued && isCorrection(fields)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCorrection(String[] fields) {
        return switch (fields[0]) {
            case "OBX" -> CORRECTING_RESULT.contains(field(fields, 11).toUpperCase(Locale.ROOT));
            case "OBR" -> CORRECTING_REPORT.contains(field(fields, 25).toUpperCase(Locale.ROOT));
            default -> false;
        };
    }

    private static String[] fields(String line, char separator) {
        return line.split(Pattern.quote(String.valueOf(separator)), -1);
    }

    private static String field(String[] fields, int number) {
        return number < fields.length ? fields[number].strip() : "";
    }
}
