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
 * The registry data of a trial, read from its FHIR resources. What the trial does not state is null or empty.
 *
 * @param id of the ResearchStudy
 * @param primary the number in the primary registry; null if the study has none
 * @param secondary its other numbers
 * @param phase a code of {@code research-study-phase}
 * @param purpose a code of {@code research-study-prim-purp-type}
 * @param results citations and links of published results
 * @param details what a registry record has beyond the WHO items
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
        @Nullable String description,
        RegistryDetails details) {

    /**
     * An identifying number of the trial.
     *
     * @param system of the identifier, a URI
     * @param authority the name of the issuer
     * @param type the registry's word for the kind of number
     */
    public record Number(@Nullable String system, String value, @Nullable String authority, @Nullable String type) {}

    /**
     * The titles of the trial.
     *
     * @param brief the public title
     * @param official the scientific title
     */
    public record Titles(@Nullable String brief, @Nullable String official, @Nullable String acronym) {}

    /**
     * The status of the trial.
     *
     * @param r4 a code of {@code research-study-status} of R4
     * @param recruitment a code of the guide's {@code recruitment-status}, such as {@code recruiting}
     * @param why the reason why it was stopped
     */
    public record Status(@Nullable String r4, @Nullable String recruitment, @Nullable String why) {}

    /**
     * FHIR dates, with the precision in which they are known: day, month or year.
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
     * A party of the trial, such as a sponsor or an investigator.
     *
     * @param role a code of R5's {@code research-study-party-role}
     * @param kind the organization type, in the source's word or as a code of R5's
     *     {@code research-study-party-organization-type}
     * @param responsible whether it answers to the registry for the record
     */
    public record Party(
            String role, String name, @Nullable String kind, @Nullable String affiliation, boolean responsible) {}

    /**
     * A contact for questions about the trial.
     *
     * @param kinds {@code public}, {@code scientific} or both
     */
    public record Contact(
            Set<String> kinds,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String affiliation) {}

    /**
     * A location of the trial.
     *
     * @param recruitment a code of the guide's {@code recruitment-status}
     * @param point null if it is not known
     */
    public record Site(
            @Nullable String name,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zip,
            @Nullable String country,
            @Nullable String recruitment,
            @Nullable Point point,
            List<SiteContact> contacts) {}

    /** A geographic point, in degrees of WGS84. */
    public record Point(BigDecimal latitude, BigDecimal longitude) {}

    /** A contact of a location, with the registry's word for the role. */
    public record SiteContact(
            @Nullable String name, @Nullable String role, @Nullable String phone, @Nullable String email) {}

    /** A concept as text, with its codes. */
    public record Concept(String text, List<Code> codes) {}

    /** A code and its code system. */
    public record Code(String system, String code) {}

    /**
     * An arm: a group of participants who are treated alike.
     *
     * @param type a code of R5's {@code research-study-arm-type}; null if it is given as text or not known
     */
    public record Arm(String name, @Nullable String type, @Nullable String description) {}

    /**
     * An intervention of the trial.
     *
     * @param type a code of the guide's {@code intervention-type}
     * @param arms the names of the arms that receive it
     * @param otherNames its further names
     */
    public record Intervention(
            String name,
            @Nullable String type,
            @Nullable String description,
            List<String> arms,
            List<String> otherNames) {}

    /** An age with its UCUM unit: years (a), months (mo), weeks (wk), days (d), hours (h) or minutes (min). */
    public record Age(BigDecimal value, String unit) {

        private static final Map<String, String> UNITS =
                Map.of("a", "year", "mo", "month", "wk", "week", "d", "day", "h", "hour", "min", "minute");

        /** The unit as a word, such as {@code years}. */
        public String unitInWords() {
            return UNITS.getOrDefault(unit, unit) + (value.compareTo(BigDecimal.ONE) == 0 ? "" : "s");
        }

        /** The age in years, for comparison with an age group. */
        public double inYears() {
            double number = value.doubleValue();
            return switch (unit) {
                case "a" -> number;
                case "mo" -> number / 12;
                case "wk" -> number * 7 / 365.25;
                case "d" -> number / 365.25;
                case "h" -> number / 24 / 365.25;
                default -> number / 24 / 60 / 365.25;
            };
        }

        /** The UCUM unit of a word such as {@code years}; null for an unknown word. */
        public static @Nullable String unitOf(String word) {
            return UNITS.entrySet().stream()
                    .filter(unit -> word.equals(unit.getValue()) || word.equals(unit.getValue() + "s"))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * The eligibility criteria, each verbatim, and the limits of age and sex.
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
     * The design of the trial.
     *
     * @param type a code of the guide's {@code study-type}
     * @param codes of the guide's {@code study-design}
     * @param words the parts of the design that are given as text
     */
    public record Design(@Nullable String type, List<String> codes, List<String> words) {

        /** The values of one aspect of the design, such as {@code allocation}, as codes without the prefix. */
        public List<String> of(String thing) {
            return codes.stream()
                    .filter(code -> code.startsWith(thing + "-"))
                    .map(code -> code.substring(thing.length() + 1))
                    .toList();
        }
    }

    /**
     * The enrolment counts.
     *
     * @param actual how many were enrolled; null if it is not published
     * @param withheld whether it is not published because it is small
     */
    public record Enrolment(@Nullable Integer target, @Nullable Integer actual, boolean withheld) {}

    /**
     * An outcome measure.
     *
     * @param type {@code primary}, {@code secondary} or {@code exploratory}
     */
    public record Outcome(
            @Nullable String type, @Nullable String name, @Nullable String description, @Nullable String timeFrame) {}

    /** The review by an ethics committee; the status is the committee's text, the date a FHIR date. */
    public record Ethics(
            @Nullable String status,
            @Nullable String date,
            @Nullable String committee,
            @Nullable String address,
            @Nullable String phone,
            @Nullable String email) {}

    /**
     * The plan for sharing participant data.
     *
     * @param plan {@code yes}, {@code no} or {@code undecided}
     */
    public record Sharing(@Nullable String plan, @Nullable String description) {}

    /** The parties with one of some roles. */
    public List<Party> parties(String... roles) {
        return parties.stream()
                .filter(party -> List.of(roles).contains(party.role()))
                .toList();
    }

    /** The first party with a role. */
    public Optional<Party> party(String role) {
        return parties(role).stream().findFirst();
    }

    /** The outcomes of a type. */
    public List<Outcome> outcomes(String type) {
        return outcomes.stream().filter(outcome -> type.equals(outcome.type())).toList();
    }

    /** Joins the non-empty texts with a separator. */
    public static String joined(String between, @Nullable String... words) {
        return String.join(
                between,
                Stream.of(words)
                        .filter(Objects::nonNull)
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList());
    }

    /** A copy with the actual enrolment count, or with the mark that it is withheld because it is small. */
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
                description,
                details);
    }
}
