package org.platelink.trial.schedule;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.platelink.trial.subject.SubjectState;

/**
 * A condition of a transition (R4 {@code action.condition}): FHIRPath on the ResearchSubject with its status and arm,
 * or the plain form of Vulcan's examples, such as {@code {'withdraw': True}}. A condition of any other kind, or about
 * anything else, is not decided here.
 *
 * @param language the MIME type of its language
 * @param expression its text
 * @see <a href="https://hl7.org/fhir/R4/metadatatypes.html#Expression">FHIR R4, Expression</a>
 */
record Condition(String language, String expression) {

    private static final String FHIRPATH = "text/fhirpath";
    private static final String PLAIN = "text/x-soa-expressionplain";
    private static final Pattern ENTRY =
            Pattern.compile("'([^']+)'\\s*:\\s*'?(true|false)'?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ARM = Pattern.compile("randomi[sz]ed to (.+)", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException if it is FHIRPath that cannot be parsed
     */
    static Condition of(Expression stated) {
        Condition condition = new Condition(
                String.valueOf(stated.getLanguage()), stated.hasExpression() ? stated.getExpression() : "");
        if (condition.language.equals(FHIRPATH)) {
            try {
                FhirContext.forR4Cached().newFhirPath().parse(condition.expression);
            } catch (Exception wrong) {
                throw new IllegalArgumentException(
                        "the condition \"" + condition.expression + "\" is not FHIRPath: " + wrong.getMessage(), wrong);
            }
        }
        return condition;
    }

    /**
     * Evaluates the condition.
     *
     * @return empty if it is not known
     */
    Optional<Boolean> holdsFor(StudyCourse course) {
        return switch (language) {
            case FHIRPATH -> path(course);
            case PLAIN -> plain(course);
            default -> Optional.empty();
        };
    }

    private Optional<Boolean> path(StudyCourse course) {
        ResearchSubject subject = new ResearchSubject();
        subject.setStatus(ResearchSubjectStatus.fromCode(course.state().code()));
        if (!course.arm().isEmpty()) {
            subject.setAssignedArm(course.arm()).setActualArm(course.arm());
        }
        List<BooleanType> found =
                FhirContext.forR4Cached().newFhirPath().evaluate(subject, expression, BooleanType.class);
        return found.size() == 1 ? Optional.of(found.get(0).booleanValue()) : Optional.empty();
    }

    private Optional<Boolean> plain(StudyCourse course) {
        Matcher entry = ENTRY.matcher(expression);
        if (!entry.find()) {
            return Optional.empty();
        }
        boolean expected = Boolean.parseBoolean(entry.group(2).toLowerCase(Locale.ROOT));
        return fact(entry.group(1), course).map(fact -> fact == expected);
    }

    private static Optional<Boolean> fact(String name, StudyCourse course) {
        Matcher arm = ARM.matcher(name);
        if (arm.matches()) {
            return course.arm().isEmpty()
                    ? Optional.empty()
                    : Optional.of(course.arm().equals(arm.group(1).strip()));
        }
        return switch (name) {
            case "withdraw" -> Optional.of(course.state() == SubjectState.WITHDRAWN);
            case "eligible" ->
                Optional.of(course.states().stream().anyMatch(one -> one.state() == SubjectState.ELIGIBLE));
            // Nobody is a subject without a consent.
            case "informedConsentSigned" -> Optional.of(true);
            case "studyCompletion" -> Optional.of(course.state() == SubjectState.OFF_STUDY);
            default -> Optional.empty();
        };
    }
}
