package org.platelink.laboratory.intake.hl7;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.platelink.laboratory.hl7v2.Problem;
import org.platelink.laboratory.hl7v2.Problem.Severity;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;

/** Converts the findings of a message to HL7 v2 problems (ERR segments) and back. */
final class FindingProblems {

    /** The most problems in one acknowledgement; more would not be read, and the journal has all. */
    private static final int MOST = 20;

    private static final Pattern PLACE = Pattern.compile("([A-Z][A-Z0-9]{2})\\[(\\d+)](?:-(\\d+))?.*");

    private FindingProblems() {}

    /**
     * The problems that a sender is told. Findings with the same cause become one problem with the number of places;
     * beyond the first twenty causes only their number is told.
     *
     * @param message the id in the journal, where the rest can be read
     */
    static List<Problem> of(List<Finding> findings, Severity severity, UUID message) {
        Map<Cause, List<Finding>> causes =
                findings.stream().collect(Collectors.groupingBy(Cause::of, LinkedHashMap::new, Collectors.toList()));
        Stream<Problem> first = causes.values().stream().limit(MOST).map(all -> problem(all, severity));
        return Stream.concat(first, rest(causes.size() - MOST, message)).toList();
    }

    /**
     * The grouping key of findings that are fixed together.
     *
     * @param what the unknown code or unit, wherever it stands; else the field, or the place and the sentence
     */
    private record Cause(Reason reason, List<String> what) {

        static Cause of(Finding finding) {
            String key = finding.key();
            if (key != null) {
                return new Cause(finding.reason(), List.of(key));
            }
            Matcher field = PLACE.matcher(finding.place());
            return new Cause(
                    finding.reason(),
                    field.matches() && field.group(3) != null
                            ? List.of(field.group(1), field.group(2), field.group(3))
                            : List.of(finding.place(), finding.sentence()));
        }
    }

    private static Problem problem(List<Finding> all, Severity severity) {
        Finding first = all.get(0);
        long places = all.stream().map(Finding::place).distinct().count();
        return new Problem(
                severity,
                location(first.place()),
                condition(first.reason()),
                first.reason().code(),
                places == 1 ? first.sentence() : first.sentence() + " It is so in " + places + " places.");
    }

    private static Stream<Problem> rest(int number, UUID message) {
        return number <= 0
                ? Stream.empty()
                : Stream.of(new Problem(
                        Severity.INFORMATION,
                        "",
                        Problem.APPLICATION_ERROR,
                        "more",
                        "And " + number + " more; GET /intake/messages/" + message + " shows them."));
    }

    /** Converts a problem of the HL7 v2 reader to a finding for the journal. */
    static Finding finding(Problem problem) {
        return new Finding(
                Reason.of(problem.reason()).orElseThrow(), place(problem.location()), null, problem.sentence());
    }

    /** Converts a location in the form of ERR-2 to that of findings, such as {@code OBX[3]-5}. */
    private static String place(String location) {
        String[] parts = location.split("\\^");
        return switch (parts.length) {
            case 1 -> location;
            case 2 -> parts[0] + "[" + parts[1] + "]";
            default -> parts[0] + "[" + parts[1] + "]-" + parts[2];
        };
    }

    /** Converts a location such as {@code OBX[3]-5} to the form of ERR-2; the empty string if it has another form. */
    private static String location(String place) {
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            return "";
        }
        return matcher.group(1) + "^" + matcher.group(2) + (matcher.group(3) == null ? "" : "^" + matcher.group(3));
    }

    private static int condition(Reason reason) {
        return switch (reason) {
            case UNKNOWN_SUBJECT, AMBIGUOUS_SUBJECT, SUBJECT_MISMATCH -> Problem.UNKNOWN_KEY;
            case UNMAPPED_NAMESPACE,
                    UNMAPPED_CODE,
                    UNMAPPED_UNIT,
                    UNMAPPED_ANSWER,
                    WRONG_UNIT,
                    STATUS,
                    UNKNOWN_STATUS -> Problem.TABLE_VALUE_NOT_FOUND;
            case UNREADABLE_TIME, UNREADABLE_VALUE, UNSUPPORTED_VALUE, IMPLAUSIBLE_VALUE -> Problem.DATA_TYPE_ERROR;
            case NO_ORDER_NUMBER, NO_ORDER_CODE, NO_CONTROL_ID -> Problem.REQUIRED_FIELD_MISSING;
            case NO_RESULTS -> Problem.REQUIRED_SEGMENT_MISSING;
            case CONTROL_ID_REUSED, NUMBER_OF_ANOTHER_SUBJECT, NUMBER_USED_AGAIN -> Problem.DUPLICATE_KEY;
            default -> Problem.APPLICATION_ERROR;
        };
    }
}
