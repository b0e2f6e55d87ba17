package org.platelink.registry;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.platelink.trds.Registration;

/** Writes trials as WHO's registry platform takes them; {@link IctrpForm} says by which rules. */
final class IctrpTrial {

    /** WHO's words for recruitment: Pending, Recruiting, Suspended, Complete (nobody is recruited any more), Other. */
    private static final Map<String, String> RECRUITMENT = Map.of(
            "not-yet-recruiting", "Pending",
            "recruiting", "Recruiting",
            "enrolling-by-invitation", "Recruiting",
            "suspended", "Suspended",
            "active-not-recruiting", "Complete",
            "completed", "Complete");

    /** What is written inside an element. */
    interface Content {
        void write() throws XMLStreamException;
    }

    private final XMLStreamWriter xml;
    private int depth;

    IctrpTrial(XMLStreamWriter xml) {
        this.xml = xml;
    }

    void within(String element, Content content) throws XMLStreamException {
        line();
        xml.writeStartElement(element);
        depth++;
        content.write();
        depth--;
        line();
        xml.writeEndElement();
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    void trial(Registration trial, String url) throws XMLStreamException {
        within("trial", () -> {
            within("main", () -> main(trial, url));
            within("contacts", () -> contacts(trial.contacts()));
            list("countries", "country2", trial.countries());
            within("criteria", () -> criteria(trial.criteria()));
            list("health_condition_code", "hc_code", codes(trial.conditions()));
            list(
                    "health_condition_keyword",
                    "hc_keyword",
                    trial.keywords().stream().map(Registration.Concept::text).toList());
            list(
                    "intervention_code",
                    "i_code",
                    trial.interventions().stream()
                            .map(Registration.Intervention::type)
                            .filter(Objects::nonNull)
                            .map(Words::of)
                            .distinct()
                            .toList());
            list("intervention_keyword", "i_keyword", List.of());
            list("primary_outcome", "prim_outcome", outcomes(trial.outcomes("primary")));
            list("secondary_outcome", "sec_outcome", outcomes(trial.outcomes("secondary")));
            list("secondary_sponsor", "sponsor_name", names(trial.parties("sponsor", "collaborator")));
            within("secondary_ids", () -> numbers(trial.secondary()));
            list("source_support", "source_name", names(trial.parties("funding-source")));
            if (!trial.ethics().isEmpty()) {
                within("ethics_reviews", () -> ethics(trial.ethics()));
            }
        });
    }

    private void main(Registration trial, String url) throws XMLStreamException {
        Registration.Number primary = trial.primary();
        element("trial_id", primary == null ? null : primary.value());
        element("utrn", utrn(trial.secondary()));
        element("reg_name", primary == null ? null : primary.authority());
        element("date_registration", day(trial.dates().registered()));
        element(
                "primary_sponsor",
                trial.party("lead-sponsor").map(Registration.Party::name).orElse(null));
        element("public_title", trial.titles().brief());
        element("acronym", trial.titles().acronym());
        element("scientific_title", trial.titles().official());
        element("scientific_acronym", null);
        element("date_enrolment", day(trial.dates().start()));
        element(
                "type_enrolment",
                "estimated".equals(trial.dates().startCertainty())
                        ? "anticipated"
                        : trial.dates().startCertainty());
        Integer target = trial.enrolment().target();
        element("target_size", target == null ? null : target.toString());
        String recruitment = trial.status().recruitment();
        element("recruitment_status", recruitment == null ? null : RECRUITMENT.getOrDefault(recruitment, "Other"));
        element("url", url);
        element(
                "study_type",
                trial.design().type() == null ? null : Words.of(trial.design().type()));
        element("study_design", design(trial));
        element("phase", trial.phase() == null ? null : Words.phase(trial.phase()));
        element(
                "hc_freetext",
                joined(trial.conditions().stream()
                        .map(Registration.Concept::text)
                        .toList()));
        element(
                "i_freetext",
                joined(trial.interventions().stream()
                        .map(one -> Registration.joined(": ", one.name(), one.description()))
                        .toList()));
        results(trial);
    }

    /** Elements that came after the DTD. */
    private void results(Registration trial) throws XMLStreamException {
        Integer actual = trial.enrolment().actual();
        optional("results_actual_enrolment", actual == null ? null : actual.toString());
        optional(
                "results_date_completed",
                "actual".equals(trial.dates().completionCertainty())
                        ? day(trial.dates().completion())
                        : null);
        optional("results_url_link", trial.results().isEmpty() ? null : joined(trial.results()));
        if (trial.sharing() != null) {
            optional(
                    "results_IPD_plan",
                    trial.sharing().plan() == null
                            ? null
                            : Words.of(trial.sharing().plan()));
            optional("results_IPD_description", trial.sharing().description());
        }
    }

    private static @Nullable String utrn(List<Registration.Number> numbers) {
        return numbers.stream()
                .map(Registration.Number::value)
                .filter(value -> value.matches("U1111-\\d{4}-\\d{4}"))
                .findFirst()
                .orElse(null);
    }

    private static String design(Registration trial) {
        return Registration.joined(
                "; ",
                joined(trial.design().codes().stream().map(Words::design).toList()),
                joined(trial.design().words()),
                trial.purpose() == null ? null : "Purpose: " + trial.purpose().replace('-', ' '));
    }

    private void contacts(List<Registration.Contact> contacts) throws XMLStreamException {
        if (contacts.isEmpty()) {
            contact(null, new Registration.Contact(Set.of(), null, null, null, null));
        }
        for (Registration.Contact contact : contacts) {
            for (String kind : contact.kinds().isEmpty() ? List.of("") : contact.kinds()) {
                contact(kind.isEmpty() ? null : Words.of(kind), contact);
            }
        }
    }

    /** A name is one text in FHIR; it stands in the last name. */
    private void contact(@Nullable String kind, Registration.Contact contact) throws XMLStreamException {
        within("contact", () -> {
            element("type", kind);
            element("firstname", null);
            element("middlename", null);
            element("lastname", contact.name());
            element("address", null);
            element("city", null);
            element("country1", null);
            element("zip", null);
            element("telephone", contact.phone());
            element("email", contact.email());
            element("affiliation", contact.affiliation());
        });
    }

    private void criteria(Registration.Criteria criteria) throws XMLStreamException {
        element("inclusion_criteria", numbered(criteria.inclusion()));
        element("agemin", criteria.minimumAge() == null ? null : Words.age(criteria.minimumAge()));
        element("agemax", criteria.maximumAge() == null ? null : Words.age(criteria.maximumAge()));
        element("gender", criteria.sex() == null ? null : Words.of(criteria.sex()));
        element("exclusion_criteria", numbered(criteria.exclusion()));
    }

    private void numbers(List<Registration.Number> numbers) throws XMLStreamException {
        for (Registration.Number number :
                numbers.isEmpty() ? List.of(new Registration.Number(null, "", null)) : numbers) {
            within("secondary_id", () -> {
                element("sec_id", number.value());
                element("issuing_authority", number.authority());
            });
        }
    }

    private void ethics(List<Registration.Ethics> reviews) throws XMLStreamException {
        for (Registration.Ethics review : reviews) {
            within("ethics_review", () -> {
                element("status", review.status());
                element("approval_date", day(review.date()));
                element("contact_name", review.committee());
                element("contact_address", review.address());
                element("contact_phone", review.phone());
                element("contact_email", review.email());
            });
        }
    }

    private void list(String element, String item, List<String> values) throws XMLStreamException {
        within(element, () -> {
            for (String value : values.isEmpty() ? List.of("") : values) {
                element(item, value);
            }
        });
    }

    private void optional(String element, @Nullable String value) throws XMLStreamException {
        if (value != null) {
            element(element, value);
        }
    }

    private void element(String element, @Nullable String value) throws XMLStreamException {
        line();
        if (value == null || value.isEmpty()) {
            xml.writeEmptyElement(element);
        } else {
            xml.writeStartElement(element);
            xml.writeCharacters(legal(value));
            xml.writeEndElement();
        }
    }

    /** XML has no way to write some control characters; each becomes the sign for a character that cannot be shown. */
    private static String legal(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }

    private static List<String> codes(List<Registration.Concept> concepts) {
        return concepts.stream()
                .flatMap(concept -> concept.codes().stream())
                .map(code -> code.system() + "|" + code.code())
                .toList();
    }

    private static List<String> names(List<Registration.Party> parties) {
        return parties.stream().map(Registration.Party::name).toList();
    }

    private static List<String> outcomes(List<Registration.Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> Registration.joined(
                        "; ",
                        outcome.name(),
                        outcome.description(),
                        outcome.timeFrame() == null ? null : "Time frame: " + outcome.timeFrame()))
                .toList();
    }

    private static String joined(List<String> words) {
        return String.join("; ", words);
    }

    private static String numbered(List<String> criteria) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < criteria.size(); i++) {
            text.append(i == 0 ? "" : "\n").append(i + 1).append(". ").append(criteria.get(i));
        }
        return text.toString();
    }

    /** A FHIR date as {@code dd/mm/yyyy}; of one that is not known to the day, what is known of it. */
    private static @Nullable String day(@Nullable String date) {
        if (date == null) {
            return null;
        }
        String[] parts = date.split("-");
        StringBuilder text = new StringBuilder();
        for (int i = parts.length - 1; i >= 0; i--) {
            text.append(parts[i]).append(i == 0 ? "" : "/");
        }
        return text.toString();
    }
}
