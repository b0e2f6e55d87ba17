package org.platelink.study.registry;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.platelink.study.trds.Registration;

/** Writes the fact list of a study's page: sponsor, design, dates, numbers and contacts. */
record StudyFacts(Registration trial) {

    void writeTo(Page page) {
        page.raw("<dl>\n");
        sponsors(page);
        design(page);
        participants(page);
        page.fact("Registered", trial.dates().registered())
                .fact(
                        "First enrolment",
                        certain(trial.dates().start(), trial.dates().startCertainty()))
                .fact(
                        "Completion",
                        certain(trial.dates().completion(), trial.dates().completionCertainty()))
                .fact("Countries", joined(trial.countries().stream()))
                .fact(
                        "Ethics review",
                        joined(trial.ethics().stream()
                                .map(review ->
                                        Registration.joined(", ", review.status(), review.date(), review.committee()))))
                .fact("Sharing of data", sharing())
                .fact("Contact", contacts("public"))
                .fact("Scientific contact", contacts("scientific"))
                .raw("</dl>\n");
    }

    private void sponsors(Page page) {
        page.fact("Official title", trial.titles().official()).fact("Sponsor", names("lead-sponsor"));
        if (!trial.parties("sponsor", "collaborator").isEmpty()) {
            page.fact("Further sponsors", names("sponsor", "collaborator"));
        }
        page.fact("Support", names("funding-source"));
    }

    private void design(Page page) {
        Registration.Design design = trial.design();
        page.fact("Condition", joined(trial.conditions().stream().map(Registration.Concept::text)))
                .fact("Intervention", joined(trial.interventions().stream().map(Registration.Intervention::name)))
                .fact("Study type", design.type() == null ? null : Words.of(design.type()))
                .fact(
                        "Design",
                        joined(Stream.concat(design.codes().stream().map(Words::design), design.words().stream())))
                .fact("Phase", trial.phase() == null ? null : Words.phase(trial.phase()))
                .fact("Purpose", trial.purpose() == null ? null : Words.of(trial.purpose()));
    }

    private void participants(Page page) {
        Registration.Criteria criteria = trial.criteria();
        Registration.Enrolment enrolment = trial.enrolment();
        page.fact("Ages", Words.ages(criteria))
                .fact("Sex", criteria.sex() == null ? null : Words.of(criteria.sex()))
                .fact(
                        "Participants wanted",
                        enrolment.target() == null ? null : enrolment.target().toString())
                .fact("Participants enrolled", enrolled(enrolment));
    }

    private static @Nullable String enrolled(Registration.Enrolment enrolment) {
        if (enrolment.actual() != null) {
            return enrolment.actual().toString();
        }
        return enrolment.withheld() ? "not published while the number is small" : null;
    }

    private @Nullable String sharing() {
        Registration.Sharing sharing = trial.sharing();
        return sharing == null
                ? null
                : Registration.joined(
                        ": ", sharing.plan() == null ? null : Words.of(sharing.plan()), sharing.description());
    }

    private String contacts(String kind) {
        return joined(trial.contacts().stream()
                .filter(contact -> contact.kinds().contains(kind))
                .map(contact -> Registration.joined(
                        ", ", contact.name(), contact.affiliation(), contact.phone(), contact.email())));
    }

    private static @Nullable String certain(@Nullable String date, @Nullable String certainty) {
        return date == null || certainty == null ? date : date + " (" + certainty + ")";
    }

    private String names(String... roles) {
        return joined(trial.parties(roles).stream().map(Registration.Party::name));
    }

    private static String joined(Stream<String> words) {
        return String.join("; ", words.toList());
    }
}
