package org.platelink.study.registry;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.platelink.platform.server.PublicAddress;
import org.platelink.study.trds.Registration;
import org.springframework.http.MediaType;

/**
 * Writes studies as plain HTML pages for people and search engines, with JSON-LD in the head and links to the other
 * formats.
 */
final class PageForm implements Form {

    private final PublicAddress address;
    private final List<Form> others;
    private final SchemaOrgForm schema;

    /** @param others the formats that the page links to */
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
        String here = RegistryController.PATH + "/" + study.id();
        Page page = new Page();
        page.raw("<nav>").link(RegistryController.PATH, "All studies");
        others.forEach(form -> page.link(here + "/" + form.file(), form.title()));
        page.raw("</nav>\n").heading(title(trial)).raw("<p>");
        String recruitment = trial.status().recruitment();
        if (recruitment != null) {
            page.raw("<span class=\"status\">").text(Words.of(recruitment)).raw("</span> ");
        }
        page.text(numbers(trial)).raw("</p>\n");
        new StudyFacts(trial).writeTo(page);
        page.section("Summary", trial.summary()).section("Description", trial.description());
        arms(trial, page);
        page.list("Inclusion criteria", trial.criteria().inclusion())
                .list("Exclusion criteria", trial.criteria().exclusion());
        outcomes(trial, page);
        page.raw("<footer>Changed ")
                .raw(DateTimeFormatter.ISO_LOCAL_DATE.format(study.changed().atOffset(ZoneOffset.UTC)))
                .raw(". The forms above say the same as this page, and more. What is not stated is not known to this"
                        + " registry.</footer>");
        page.related("rel=\"canonical\"", address.url() + here);
        others.forEach(form -> page.related(
                "rel=\"alternate\" type=\"" + Page.escaped(form.type().toString()) + "\"",
                address.url() + here + "/" + form.file()));
        return page.jsonLd(schema.write(study)).html(title(trial));
    }

    @Override
    public String writeAll(List<PublicStudy> studies) {
        Page page = new Page().heading("Studies").raw("<nav>");
        others.forEach(form -> page.link(RegistryController.PATH + "?_format=" + form.name(), form.title()));
        page.raw("</nav>\n<ul>");
        studies.forEach(study -> page.raw("<li>")
                .link(RegistryController.PATH + "/" + study.id(), title(study.registration()))
                .raw(" (")
                .text(numbersAndStatus(study.registration()))
                .raw(")</li>\n"));
        return page.raw("</ul>").jsonLd(schema.writeAll(studies)).html("Studies");
    }

    private static String title(Registration trial) {
        String brief = trial.titles().brief();
        return brief != null
                ? brief
                : trial.titles().official() != null ? trial.titles().official() : trial.id();
    }

    private static String numbersAndStatus(Registration trial) {
        String recruitment = trial.status().recruitment();
        return recruitment == null
                ? numbers(trial)
                : numbers(trial) + ", " + Words.of(recruitment).toLowerCase(Locale.ROOT);
    }

    private static String numbers(Registration trial) {
        return Stream.concat(Stream.ofNullable(trial.primary()), trial.secondary().stream())
                .map(number -> Registration.joined(" ", number.authority(), number.value()))
                .collect(Collectors.joining(", "));
    }

    private static void arms(Registration trial, Page page) {
        if (!trial.arms().isEmpty()) {
            page.subheading("Arms").raw("<ul>");
            trial.arms().forEach(arm -> page.raw("<li><b>")
                    .text(arm.name())
                    .raw("</b> ")
                    .text(Objects.requireNonNullElse(arm.description(), ""))
                    .raw("</li>\n"));
            page.raw("</ul>\n");
        }
    }

    private static void outcomes(Registration trial, Page page) {
        for (String type : List.of("primary", "secondary")) {
            page.list(
                    Words.of(type) + " outcomes",
                    trial.outcomes(type).stream()
                            .map(outcome -> Registration.joined(
                                    ". ", outcome.name(), outcome.description(), outcome.timeFrame()))
                            .toList());
        }
    }
}
