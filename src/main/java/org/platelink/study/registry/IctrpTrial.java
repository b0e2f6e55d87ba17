package org.platelink.study.registry;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.study.trds.Registration;

/** Writes the {@code trial} elements of the ICTRP XML; {@link IctrpForm} describes the format. */
final class IctrpTrial {

    /** WHO's recruitment statuses: Pending, Recruiting, Suspended, Complete (recruitment has ended), Other. */
    private static final Map<String, String> RECRUITMENT = Map.of(
            "not-yet-recruiting", "Pending",
            "recruiting", "Recruiting",
            "enrolling-by-invitation", "Recruiting",
            "suspended", "Suspended",
            "active-not-recruiting", "Complete",
            "completed", "Complete");

    private final IctrpXml xml;

    IctrpTrial(IctrpXml xml) {
        this.xml = xml;
    }

    void trial(Registration trial, String url) throws XMLStreamException {
        xml.within("trial", () -> {
            xml.within("main", () -> main(trial, url));
            xml.within("contacts", () -> contacts(trial.contacts()));
            xml.list("countries", "country2", trial.countries());
            xml.within("criteria", () -> criteria(trial.criteria()));
            xml.list("health_condition_code", "hc_code", codes(trial.conditions()));
            xml.list(
                    "health_condition_keyword",
                    "hc_keyword",
                    trial.keywords().stream().map(Registration.Concept::text).toList());
            xml.list(
                    "intervention_code",
                    "i_code",
                    trial.interventions().stream()
                            .map(Registration.Intervention::type)
                            .filter(Objects::nonNull)
                            .map(Words::of)
                            .distinct()
                            .toList());
            xml.list("intervention_keyword", "i_keyword", List.of());
            xml.list("primary_outcome", "prim_outcome", outcomes(trial.outcomes("primary")));
            xml.list("secondary_outcome", "sec_outcome", outcomes(trial.outcomes("secondary")));
            xml.list("secondary_sponsor", "sponsor_name", names(trial.parties("sponsor", "collaborator")));
            xml.within("secondary_ids", () -> numbers(trial.secondary()));
            xml.list("source_support", "source_name", support(trial));
            if (!trial.ethics().isEmpty()) {
                xml.within("ethics_reviews", () -> ethics(trial.ethics()));
            }
        });
    }

    /** The sources of funding; if none is stated, the collaborators, who are those that give support of any kind. */
    private static List<String> support(Registration trial) {
        List<String> funding = names(trial.parties("funding-source"));
        return funding.isEmpty() ? names(trial.parties("collaborator")) : funding;
    }

    /**
     * The address of the trial in its primary registry; this server's if that registry's is not known.
     *
     * @param own the address on this server
     */
    private static String url(Registration trial, String own) {
        Registration.Number primary = trial.primary();
        if (primary == null || primary.system() == null) {
            return own;
        }
        if (CodeSystems.CLINICAL_TRIALS_GOV.equals(primary.system())) {
            return CodeSystems.CLINICAL_TRIALS_GOV_PAGE + primary.value();
        }
        return primary.system().matches("https?://.+/") ? primary.system() + primary.value() : own;
    }

    private void main(Registration trial, String url) throws XMLStreamException {
        Registration.Number primary = trial.primary();
        xml.element("trial_id", primary == null ? null : primary.value());
        xml.element("utrn", utrn(trial.secondary()));
        xml.element("reg_name", primary == null ? null : primary.authority());
        xml.element("date_registration", day(trial.dates().registered()));
        xml.element(
                "primary_sponsor",
                trial.party("lead-sponsor").map(Registration.Party::name).orElse(null));
        xml.element("public_title", trial.titles().brief());
        xml.element("acronym", trial.titles().acronym());
        xml.element("scientific_title", trial.titles().official());
        xml.element("scientific_acronym", null);
        xml.element("date_enrolment", day(trial.dates().start()));
        xml.element(
                "type_enrolment",
                "estimated".equals(trial.dates().startCertainty())
                        ? "anticipated"
                        : trial.dates().startCertainty());
        Integer target = trial.enrolment().target();
        xml.element("target_size", target == null ? null : target.toString());
        String recruitment = trial.status().recruitment();
        xml.element("recruitment_status", recruitment == null ? null : RECRUITMENT.getOrDefault(recruitment, "Other"));
        xml.element("url", url(trial, url));
        xml.element(
                "study_type",
                trial.design().type() == null ? null : Words.of(trial.design().type()));
        xml.element("study_design", design(trial));
        xml.element("phase", trial.phase() == null ? null : Words.phase(trial.phase()));
        xml.element(
                "hc_freetext",
                joined(trial.conditions().stream()
                        .map(Registration.Concept::text)
                        .toList()));
        xml.element(
                "i_freetext",
                joined(trial.interventions().stream()
                        .map(one -> Registration.joined(": ", one.name(), one.description()))
                        .toList()));
        results(trial);
    }

    /** Elements that were added after the DTD. */
    private void results(Registration trial) throws XMLStreamException {
        Integer actual = trial.enrolment().actual();
        xml.optional("results_actual_enrolment", actual == null ? null : actual.toString());
        xml.optional(
                "results_date_completed",
                "actual".equals(trial.dates().completionCertainty())
                        ? day(trial.dates().completion())
                        : null);
        xml.optional("results_url_link", trial.results().isEmpty() ? null : joined(trial.results()));
        if (trial.sharing() != null) {
            xml.optional(
                    "results_IPD_plan",
                    trial.sharing().plan() == null
                            ? null
                            : Words.of(trial.sharing().plan()));
            xml.optional("results_IPD_description", trial.sharing().description());
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

    /** In FHIR a name is one text; it is written as the last name. */
    private void contact(@Nullable String kind, Registration.Contact contact) throws XMLStreamException {
        xml.within("contact", () -> {
            xml.element("type", kind);
            xml.element("firstname", null);
            xml.element("middlename", null);
            xml.element("lastname", contact.name());
            xml.element("address", null);
            xml.element("city", null);
            xml.element("country1", null);
            xml.element("zip", null);
            xml.element("telephone", contact.phone());
            xml.element("email", contact.email());
            xml.element("affiliation", contact.affiliation());
        });
    }

    private void criteria(Registration.Criteria criteria) throws XMLStreamException {
        xml.element("inclusion_criteria", numbered(criteria.inclusion()));
        xml.element("agemin", criteria.minimumAge() == null ? null : Words.age(criteria.minimumAge()));
        xml.element("agemax", criteria.maximumAge() == null ? null : Words.age(criteria.maximumAge()));
        xml.element("gender", criteria.sex() == null ? null : Words.of(criteria.sex()));
        xml.element("exclusion_criteria", numbered(criteria.exclusion()));
    }

    private void numbers(List<Registration.Number> numbers) throws XMLStreamException {
        for (Registration.Number number :
                numbers.isEmpty() ? List.of(new Registration.Number(null, "", null, null)) : numbers) {
            xml.within("secondary_id", () -> {
                xml.element("sec_id", number.value());
                xml.element("issuing_authority", number.authority());
            });
        }
    }

    private void ethics(List<Registration.Ethics> reviews) throws XMLStreamException {
        for (Registration.Ethics review : reviews) {
            xml.within("ethics_review", () -> {
                xml.element("status", review.status());
                xml.element("approval_date", day(review.date()));
                xml.element("contact_name", review.committee());
                xml.element("contact_address", review.address());
                xml.element("contact_phone", review.phone());
                xml.element("contact_email", review.email());
            });
        }
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

    /** A FHIR date as {@code dd/mm/yyyy}; of a partial date, the parts that are known. */
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
