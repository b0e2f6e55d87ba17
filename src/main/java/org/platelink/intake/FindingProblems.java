package org.platelink.intake;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.platelink.hl7v2.Problem;
import org.platelink.hl7v2.Problem.Severity;
import org.platelink.journal.Finding;
import org.platelink.journal.Reason;

/** What was found of a message, in the words of HL7 v2. */
final class FindingProblems {

    /** More than anyone reads in an acknowledgement; the journal has all. */
    private static final int MOST = 20;

    private static final Pattern PLACE = Pattern.compile("([A-Z][A-Z0-9]{2})\\[(\\d+)](?:-(\\d+))?.*");

    private FindingProblems() {}

    static List<Problem> of(List<Finding> findings, Severity severity) {
        return findings.stream()
                .limit(MOST)
                .map(finding -> new Problem(
                        severity,
                        location(finding.place()),
                        condition(finding.reason()),
                        finding.reason().code(),
                        finding.sentence()))
                .toList();
    }

    /** What a reader of HL7 v2 says, for the journal. */
    static Finding finding(Problem problem) {
        return new Finding(
                Reason.of(problem.reason()).orElseThrow(), place(problem.location()), null, problem.sentence());
    }

    /** ERR-2 as findings have it: {@code OBX[3]-5}. */
    private static String place(String location) {
        String[] parts = location.split("\\^");
        return switch (parts.length) {
            case 1 -> location;
            case 2 -> parts[0] + "[" + parts[1] + "]";
            default -> parts[0] + "[" + parts[1] + "]-" + parts[2];
        };
    }

    /** {@code OBX[3]-5} as ERR-2 has it. */
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
            case CONTROL_ID_REUSED -> Problem.DUPLICATE_KEY;
            default -> Problem.APPLICATION_ERROR;
        };
    }
}
