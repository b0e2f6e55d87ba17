package org.platelink.registry;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.platelink.server.PublicAddress;
import org.platelink.trds.Registration;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;

/** A page for people and for search engines: plain HTML, with the same as JSON-LD in its head and links to the other forms. */
final class PageForm implements Form {

    private static final String NOT_STATED = "<span class=\"none\">not stated</span>";

    private static final String STYLE =
            """
            body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1em 2em 3em; max-width: 60em; color: #1d2733; }
            a { color: #0b62a4; } h1 { font-size: 1.5em; line-height: 1.25; margin: .6em 0 .3em; }
            h2 { font-size: 1.1em; margin: 1.6em 0 .4em; border-bottom: 1px solid #d5dde4; }
            dl { display: grid; grid-template-columns: 14em 1fr; gap: .3em 1em; } dt { color: #5b6875; } dd { margin: 0; }
            .none { color: #76838f; font-style: italic; } .status { background: #14405e; color: #fff; padding: .15em .6em; }
            .text { white-space: pre-line; } li { margin: .25em 0; }
            nav, footer { font-size: .9em; color: #5b6875; } nav a { margin-right: 1em; white-space: nowrap; display: inline-block; } footer { margin-top: 2.5em; }
            @media (max-width: 40em) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5em; } }
            """;

    private final PublicAddress address;
    private final List<Form> others;
    private final SchemaOrgForm schema;

    /** @param others that the page links to */
    PageForm(PublicAddress address, List<Form> others, SchemaOrgForm schema) {
        this.address = address;
        this.others = List.copyOf(others);
        this.schema = schema;
    }

    @Override
    public String title() {
        return "Page";
    }

    @Override
    public String name() {
        return "html";
    }

    @Override
    public String ending() {
        return "html";
    }

    @Override
    public String file() {
        return "index.html";
    }

    @Override
    public MediaType type() {
        return MediaType.TEXT_HTML;
    }

    @Override
    public boolean answers(MediaType range) {
        return range.equalsTypeAndSubtype(MediaType.TEXT_HTML)
                || range.equalsTypeAndSubtype(MediaType.APPLICATION_XHTML_XML)
                || range.isWildcardSubtype() && range.getType().equals("text");
    }

    @Override
    public String write(PublicStudy study) {
        Registration trial = study.registration();
        String here = address.url() + RegistryController.PATH + "/" + study.id();
        StringBuilder body = new StringBuilder();
        body.append("<nav><a href=\"").append(RegistryController.PATH).append("\">All studies</a>");
        others.forEach(form -> body.append("<a href=\"")
                .append(escaped(RegistryController.PATH + "/" + study.id() + "/" + form.file()))
                .append("\">")
                .append(escaped(form.title()))
                .append("</a>"));
        body.append("</nav>\n<h1>").append(escaped(title(trial))).append("</h1>\n");
        body.append("<p>");
        if (trial.status().recruitment() != null) {
            body.append("<span class=\"status\">")
                    .append(escaped(Words.of(trial.status().recruitment())))
                    .append("</span> ");
        }
        body.append(numbers(trial)).append("</p>\n");
        facts(trial, body);
        section(body, "Summary", trial.summary());
        section(body, "Description", trial.description());
        arms(trial, body);
        criteria(trial.criteria(), body);
        outcomes(trial, body);
        body.append("<footer>Changed ")
                .append(DateTimeFormatter.ISO_LOCAL_DATE.format(study.changed().atOffset(ZoneOffset.UTC)))
                .append(". The forms above say the same as this page, and more. What is not stated is not known to this"
                        + " registry.</footer>");
        StringBuilder head = new StringBuilder("<link rel=\"canonical\" href=\"")
                .append(escaped(here))
                .append("\">\n");
        others.forEach(form -> head.append("<link rel=\"alternate\" type=\"")
                .append(escaped(form.type().toString()))
                .append("\" href=\"")
                .append(escaped(here + "/" + form.file()))
                .append("\">\n"));
        head.append(jsonLd(schema.write(study)));
        return page(title(trial), head.toString(), body.toString());
    }

    @Override
    public String writeAll(List<PublicStudy> studies) {
        StringBuilder body = new StringBuilder("<h1>Studies</h1>\n<nav>");
        others.forEach(form -> body.append("<a href=\"")
                .append(RegistryController.PATH)
                .append("?_format=")
                .append(form.name())
                .append("\">")
                .append(escaped(form.title()))
                .append("</a>"));
        body.append("</nav>\n<ul>");
        studies.forEach(study -> body.append("<li><a href=\"")
                .append(escaped(RegistryController.PATH + "/" + study.id()))
                .append("\">")
                .append(escaped(title(study.registration())))
                .append("</a> (")
                .append(numbers(study.registration()))
                .append(
                        study.registration().status().recruitment() == null
                                ? ""
                                : ", "
                                        + escaped(Words.of(study.registration()
                                                        .status()
                                                        .recruitment())
                                                .toLowerCase(Locale.ROOT)))
                .append(")</li>\n"));
        body.append("</ul>");
        return page("Studies", jsonLd(schema.writeAll(studies)), body.toString());
    }

    private static String title(Registration trial) {
        String brief = trial.titles().brief();
        return brief != null
                ? brief
                : trial.titles().official() != null ? trial.titles().official() : trial.id();
    }

    private static String numbers(Registration trial) {
        List<String> numbers = new ArrayList<>();
        if (trial.primary() != null) {
            numbers.add(number(trial.primary()));
        }
        trial.secondary().forEach(number -> numbers.add(number(number)));
        return escaped(String.join(", ", numbers));
    }

    private static String number(Registration.Number number) {
        return Registration.joined(" ", number.authority(), number.value());
    }

    private static void facts(Registration trial, StringBuilder body) {
        body.append("<dl>\n");
        fact(body, "Official title", trial.titles().official());
        fact(body, "Sponsor", names(trial.parties("lead-sponsor")));
        if (!trial.parties("sponsor", "collaborator").isEmpty()) {
            fact(body, "Further sponsors", names(trial.parties("sponsor", "collaborator")));
        }
        fact(body, "Support", names(trial.parties("funding-source")));
        fact(body, "Condition", concepts(trial.conditions()));
        fact(
                body,
                "Intervention",
                joined(trial.interventions().stream()
                        .map(Registration.Intervention::name)
                        .toList()));
        fact(
                body,
                "Study type",
                trial.design().type() == null ? null : Words.of(trial.design().type()));
        fact(
                body,
                "Design",
                joined(Stream.concat(
                                trial.design().codes().stream().map(Words::design), trial.design().words().stream())
                        .toList()));
        fact(body, "Phase", trial.phase() == null ? null : Words.phase(trial.phase()));
        fact(body, "Purpose", trial.purpose() == null ? null : Words.of(trial.purpose()));
        fact(body, "Ages", Words.ages(trial.criteria()));
        fact(
                body,
                "Sex",
                trial.criteria().sex() == null
                        ? null
                        : Words.of(trial.criteria().sex()));
        Registration.Enrolment enrolment = trial.enrolment();
        fact(
                body,
                "Participants wanted",
                enrolment.target() == null ? null : enrolment.target().toString());
        fact(
                body,
                "Participants enrolled",
                enrolment.actual() != null
                        ? enrolment.actual().toString()
                        : enrolment.withheld() ? "not published while the number is small" : null);
        fact(body, "Registered", trial.dates().registered());
        fact(
                body,
                "First enrolment",
                certain(trial.dates().start(), trial.dates().startCertainty()));
        fact(
                body,
                "Completion",
                certain(trial.dates().completion(), trial.dates().completionCertainty()));
        fact(body, "Countries", joined(trial.countries()));
        fact(
                body,
                "Ethics review",
                joined(trial.ethics().stream()
                        .map(review -> Registration.joined(", ", review.status(), review.date(), review.committee()))
                        .toList()));
        Registration.Sharing sharing = trial.sharing();
        fact(
                body,
                "Sharing of data",
                sharing == null
                        ? null
                        : Registration.joined(
                                ": ", sharing.plan() == null ? null : Words.of(sharing.plan()), sharing.description()));
        contact(trial, "public", "Contact", body);
        contact(trial, "scientific", "Scientific contact", body);
        body.append("</dl>\n");
    }

    private static void contact(Registration trial, String kind, String name, StringBuilder body) {
        fact(
                body,
                name,
                joined(trial.contacts().stream()
                        .filter(contact -> contact.kinds().contains(kind))
                        .map(contact -> Registration.joined(
                                ", ", contact.name(), contact.affiliation(), contact.phone(), contact.email()))
                        .toList()));
    }

    private static @Nullable String certain(@Nullable String date, @Nullable String certainty) {
        return date == null || certainty == null ? date : date + " (" + certainty + ")";
    }

    private static void fact(StringBuilder body, String name, @Nullable String value) {
        body.append("<dt>")
                .append(name)
                .append("</dt><dd>")
                .append(value == null || value.isEmpty() ? NOT_STATED : escaped(value))
                .append("</dd>\n");
    }

    private static void arms(Registration trial, StringBuilder body) {
        if (!trial.arms().isEmpty()) {
            body.append("<h2>Arms</h2>\n<ul>");
            trial.arms().forEach(arm -> body.append("<li><b>")
                    .append(escaped(arm.name()))
                    .append("</b> ")
                    .append(escaped(Objects.requireNonNullElse(arm.description(), "")))
                    .append("</li>\n"));
            body.append("</ul>\n");
        }
    }

    private static void criteria(Registration.Criteria criteria, StringBuilder body) {
        list("Inclusion criteria", criteria.inclusion(), body);
        list("Exclusion criteria", criteria.exclusion(), body);
    }

    private static void list(String heading, List<String> items, StringBuilder body) {
        body.append("<h2>").append(heading).append("</h2>\n");
        if (items.isEmpty()) {
            body.append("<p>").append(NOT_STATED).append("</p>\n");
            return;
        }
        body.append("<ol class=\"text\">");
        items.forEach(item -> body.append("<li>").append(escaped(item)).append("</li>"));
        body.append("</ol>\n");
    }

    private static void outcomes(Registration trial, StringBuilder body) {
        for (String type : List.of("primary", "secondary")) {
            list(
                    Words.of(type) + " outcomes",
                    trial.outcomes(type).stream()
                            .map(outcome -> Registration.joined(
                                    ". ", outcome.name(), outcome.description(), outcome.timeFrame()))
                            .toList(),
                    body);
        }
    }

    private static void section(StringBuilder body, String heading, @Nullable String text) {
        if (text != null) {
            body.append("<h2>")
                    .append(heading)
                    .append("</h2>\n<p class=\"text\">")
                    .append(escaped(text))
                    .append("</p>\n");
        }
    }

    private static String concepts(List<Registration.Concept> concepts) {
        return joined(concepts.stream().map(Registration.Concept::text).toList());
    }

    private static String names(List<Registration.Party> parties) {
        return joined(parties.stream().map(Registration.Party::name).toList());
    }

    private static String joined(List<String> words) {
        return String.join("; ", words);
    }

    /** A script that no browser runs, and that nothing in it can end. */
    private static String jsonLd(String json) {
        return "<script type=\"application/ld+json\">" + json.replace("<", "\\u003c") + "</script>\n";
    }

    private static String page(String title, String head, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%s</title><link rel="icon" href="data:,"><style>
                %s</style>
                %s</head>
                <body>
                %s
                </body></html>
                """
                .formatted(escaped(title), STYLE, head, body);
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
