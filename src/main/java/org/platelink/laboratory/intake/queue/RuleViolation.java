package org.platelink.laboratory.intake.queue;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of violations of FHIR and the guide that HL7's validator reports, each with a text of our own. The
 * validator's own messages may repeat what was sent, so they are not told.
 */
enum RuleViolation {
    MISSING(
            "minimum required = |must have a|is required|Missing ",
            "is missing, or has too few of what belongs in it",
            "Send it."),

    TOO_OFTEN("maximum allowed = |max allowed", "stands more often than it may", "Send it once."),

    NOT_IN_VALUE_SET(
            "value set|ValueSet|not in the options",
            "has a code that is none of those that it may have",
            "Send one of these, or have the site's map say what the code means."),

    UNKNOWN_CODE(
            "Unknown code|not valid in the system|not found in the (code ?)?system|CodeSystem|Error processing unit|UCUM",
            "has a code that its code system does not have",
            "Send the right code, or the right system with it."),

    DISPLAY("display", "calls a code by a name that is not its own", "Send the code without a name, or with its own."),

    NO_CODE(
            "[Cc]ode '|is not a valid code|valid code",
            "has what is no code, such as one with two blanks together",
            "Send the code as it is."),

    NO_TIME(
            "[Dd]ate|[Tt]ime|[Ii]nstant",
            "has what is no time, or none that there is",
            "Send it as a date, or with the time of day and zone."),

    NO_URI(
            "URI|URL|[Uu]rl|OID|UUID|System",
            "has a name of a system that is no address",
            "Send the system's URI, or have the site's map name it."),

    NO_ID("[Ii]d ", "has an id that is none", "Send letters, digits, hyphens and points, 64 at most."),

    NO_REFERENCE(
            "[Rr]eference|target",
            "refers to something that is not there or that may not stand there",
            "Send a reference to a resource of the same delivery, or of the participant."),

    EMPTY_TEXT("whitespace|non-whitespace|empty|blank", "has a text without words", "Send the words, or leave it out."),

    NO_NUMBER("decimal|integer|number", "has what is no number", "Send digits with a point."),

    TOO_LONG("longer|length", "has a text that is too long", "Send a shorter one."),

    WRONG_VALUE(
            "[Pp]attern|[Ff]ixed|must be exactly|slice|discriminator",
            "has another value than it must have",
            "Send the one that the guide's profile names."),

    WRONG_TYPE(
            "type |Type|not allowed|Unrecogni[sz]ed",
            "has a type or a part that may not stand there",
            "Send what the guide's profile takes.");

    private final Pattern words;
    private final String what;
    private final String mend;

    RuleViolation(String words, String what, String mend) {
        this.words = Pattern.compile(words);
        this.what = what;
        this.mend = mend;
    }

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.\\[\\]()]{1,200}");

    /** The text about a violation. */
    interface Wording {

        /**
         * The sentence for an element.
         *
         * @param place the element, as a FHIRPath
         */
        String sentence(String place);
    }

    /**
     * Classifies a message of the validator.
     *
     * @param type the issue type that the validator reports
     * @param message the validator's text, of which nothing is repeated
     */
    static Wording of(@Nullable IssueType type, String message) {
        String kind = type == null ? IssueType.INVALID.toCode() : type.toCode();
        return Stream.of(values())
                .filter(rule -> rule.words.matcher(message).find())
                .findFirst()
                .<Wording>map(rule -> place -> element(place) + " " + rule.what + ". " + rule.mend)
                .orElse(place -> element(place) + " breaks a rule of FHIR or the guide (" + kind
                        + "). Send it as the guide's profile has it.");
    }

    private static String element(String place) {
        return PATH.matcher(place).matches() ? "The element " + place : "An element";
    }
}
