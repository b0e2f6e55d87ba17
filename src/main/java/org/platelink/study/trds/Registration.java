package org.platelink.study.trds;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trial as a registry knows it, in the words of its FHIR resources. What the trial does not state is null or empty here.
 *
 * @param id of the ResearchStudy
 * @param primary the number in the primary registry; null if the study has none
 * @param secondary its other numbers
 * @param phase a code of {@code research-study-phase}
 * @param purpose a code of {@code research-study-prim-purp-type}
 * @param results where results are
 */
public record Registration(
        String id,
        @Nullable Number primary,
        List<Number> secondary,
        Titles titles,
        Status status,
        Dates dates,
        List<Party> parties,
        List<Contact> contacts,
        List<String> countries,
        List<Site> sites,
        List<Concept> conditions,
        List<Concept> keywords,
        List<Arm> arms,
        List<Intervention> interventions,
        Criteria criteria,
        Design design,
        @Nullable String phase,
        @Nullable String purpose,
        Enrolment enrolment,
        List<Outcome> outcomes,
        List<Ethics> ethics,
        @Nullable Sharing sharing,
        List<String> results,
        List<String> objectives,
        @Nullable String summary,
        @Nullable String description) {

    /**
     * A number of the trial.
     *
     * @param system of the identifier, a URI
     * @param authority who gave it, in words
     */
    public record Number(@Nullable String system, String value, @Nullable String authority) {}

    /**
     * What the trial is called.
     *
     * @param brief for the public
     * @param official the scientific one
     */
    public record Titles(@Nullable String brief, @Nullable String official, @Nullable String acronym) {}

    /**
     * How far the trial is.
     *
     * @param r4 a code of {@code research-study-status} of R4
     * @param recruitment a code of the guide's {@code recruitment-status}, such as {@code recruiting}
     * @param why it was stopped
     */
    public record Status(@Nullable String r4, @Nullable String recruitment, @Nullable String why) {}

    /**
     * FHIR dates, to the day, the month or the year as they are known.
     *
     * @param certainty {@code actual} or {@code estimated}
     */
    public record Dates(
            @Nullable String submitted,
            @Nullable String registered,
            @Nullable String start,
            @Nullable String startCertainty,
            @Nullable String completion,
            @Nullable String completionCertainty) {}

    /**
     * Who is involved.
     *
     * @param role a code of R5's {@code research-study-party-role}
     * @param kind of organization, in the source's word or as a code of R5's {@code research-study-party-organization-type}
     */
    public record Party(String role, String name, @Nullable String kind, @Nullable String affiliation) {}

    /**
     * Whom to ask about the trial.
     *
     * @param kinds {@code public}, {@code scientific} or both
     */
    public record Contact(
            Set<String> kinds,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String affiliation) {}

    /** Where the trial takes place. */
    public record Site(
            @Nullable String name,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zip,
            @Nullable String country) {}

    /** Something in words, and the codes of it, each with its system before a bar. */
    public record Concept(String text, List<Code> codes) {}

    /** A code and its code system. */
    public record Code(String system, String code) {}

    /**
     * A group of participants who are treated alike.
     *
     * @param type a code of R5's {@code research-study-arm-type}, or null if it is in words or not known
     */
    public record Arm(String name, @Nullable String type, @Nullable String description) {}

    /**
     * What is studied.
     *
     * @param type a code of the guide's {@code intervention-type}
     * @param arms names of those that get it
     */
    public record Intervention(String name, @Nullable String type, @Nullable String description, List<String> arms) {}

    /** An age in years (a), months (mo), weeks (wk), days (d), hours (h) or minutes (min), in UCUM. */
    public record Age(BigDecimal value, String unit) {

        private static final Map<String, String> UNITS =
                Map.of("a", "year", "mo", "month", "wk", "week", "d", "day", "h", "hour", "min", "minute");

        /** The unit in words, such as {@code years}. */
        public String unitInWords() {
            return UNITS.getOrDefault(unit, unit) + (value.compareTo(BigDecimal.ONE) == 0 ? "" : "s");
        }

        /** The UCUM unit of a word such as {@code years}; null for another word. */
        public static @Nullable String unitOf(String word) {
            return UNITS.entrySet().stream()
                    .filter(unit -> word.equals(unit.getValue()) || word.equals(unit.getValue() + "s"))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * Who may take part: each criterion word for word, and what they come to by age and sex.
     *
     * @param sex {@code all}, {@code female} or {@code male}
     */
    public record Criteria(
            List<String> inclusion,
            List<String> exclusion,
            @Nullable Age minimumAge,
            @Nullable Age maximumAge,
            @Nullable String sex,
            @Nullable Boolean healthyVolunteers) {}

    /**
     * How the trial is built.
     *
     * @param type a code of the guide's {@code study-type}
     * @param codes of the guide's {@code study-design}
     * @param words what the study says of its design in words
     */
    public record Design(@Nullable String type, List<String> codes, List<String> words) {

        /** The values of one thing that a design has, such as {@code allocation}, as codes without it. */
        public List<String> of(String thing) {
            return codes.stream()
                    .filter(code -> code.startsWith(thing + "-"))
                    .map(code -> code.substring(thing.length() + 1))
                    .toList();
        }
    }

    /**
     * How many take part.
     *
     * @param actual how many were enrolled; null if it is not published
     * @param withheld whether it is not published because it is small
     */
    public record Enrolment(@Nullable Integer target, @Nullable Integer actual, boolean withheld) {}

    /**
     * What is measured.
     *
     * @param type {@code primary}, {@code secondary} or {@code exploratory}
     */
    public record Outcome(
            @Nullable String type, @Nullable String name, @Nullable String description, @Nullable String timeFrame) {}

    /** The review by an ethics committee; the status is in its words, the date a FHIR date. */
    public record Ethics(
            @Nullable String status,
            @Nullable String date,
            @Nullable String committee,
            @Nullable String address,
            @Nullable String phone,
            @Nullable String email) {}

    /**
     * Whether data of participants will be shared.
     *
     * @param plan {@code yes}, {@code no} or {@code undecided}
     */
    public record Sharing(@Nullable String plan, @Nullable String description) {}

    /** The names of those who have a role. */
    public List<Party> parties(String... roles) {
        return parties.stream()
                .filter(party -> List.of(roles).contains(party.role()))
                .toList();
    }

    /** The first of them. */
    public Optional<Party> party(String role) {
        return parties(role).stream().findFirst();
    }

    /** The outcomes of a type. */
    public List<Outcome> outcomes(String type) {
        return outcomes.stream().filter(outcome -> type.equals(outcome.type())).toList();
    }

    /** What is there of some words, with something between. */
    public static String joined(String between, @Nullable String... words) {
        return String.join(
                between,
                Stream.of(words)
                        .filter(Objects::nonNull)
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList());
    }

    /** The same study, with a number of those who were enrolled that may be published, or may not because it is small. */
    public Registration enrolled(@Nullable Integer actual, boolean withheld) {
        return new Registration(
                id,
                primary,
                secondary,
                titles,
                status,
                dates,
                parties,
                contacts,
                countries,
                sites,
                conditions,
                keywords,
                arms,
                interventions,
                criteria,
                design,
                phase,
                purpose,
                new Enrolment(enrolment.target(), actual, withheld),
                outcomes,
                ethics,
                sharing,
                results,
                objectives,
                summary,
                description);
    }
}
