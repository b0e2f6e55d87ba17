package org.platelink.trial.review;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.platelink.platform.canonical.CanonicalUrls;

/** Where a query stands. Its code is {@code Task.businessStatus}; {@code Task.status} says the same in R4's words. */
enum QueryStatus {
    OPEN(TaskStatus.REQUESTED),
    ANSWERED(TaskStatus.INPROGRESS),
    REOPENED(TaskStatus.REQUESTED),
    CLOSED(TaskStatus.COMPLETED),
    CANCELLED(TaskStatus.CANCELLED);

    private static final String SYSTEM = CanonicalUrls.CODE_SYSTEM + "query-status";

    private final TaskStatus status;

    QueryStatus(TaskStatus status) {
        this.status = status;
    }

    /** The statuses to which a query can go from this one. */
    Set<QueryStatus> next() {
        return switch (this) {
            case OPEN, REOPENED -> EnumSet.of(ANSWERED, CANCELLED);
            case ANSWERED -> EnumSet.of(ANSWERED, REOPENED, CLOSED, CANCELLED);
            case CLOSED -> EnumSet.of(REOPENED);
            case CANCELLED -> EnumSet.noneOf(QueryStatus.class);
        };
    }

    /** Whether somebody still has to do something about it. */
    boolean isUnsettled() {
        return this != CLOSED && this != CANCELLED;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    void writeTo(Task query) {
        query.setStatus(status);
        query.setBusinessStatus(new CodeableConcept()
                .addCoding(new Coding()
                        .setSystem(SYSTEM)
                        .setCode(code())
                        .setDisplay(name().charAt(0) + code().substring(1))));
    }

    static QueryStatus of(Task query) {
        String code = query.getBusinessStatus().getCodingFirstRep().getCode();
        return Arrays.stream(values())
                .filter(status -> status.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("A query has no status."));
    }

    /** The sentence that refuses a step, with those that are possible. */
    String refusalOf(QueryStatus to) {
        String possible = next().isEmpty()
                ? "nothing more; open another one"
                : next().stream().map(QueryStatus::code).collect(Collectors.joining(" or "));
        return "The query is " + code() + " and cannot become " + to.code() + "; it can become " + possible + ".";
    }
}
