package org.platelink.platform.guide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ImplementationGuide;

/** HTML layout of the guide's pages: title, menu, version and style sheets. */
final class PageLayout {

    /** The style sheets, each a file beside the pages: the one that the desk uses too, and the guide's own. */
    static final List<String> STYLES = List.of("look.css", "guide.css");

    private final ImplementationGuide guide;
    private final Map<String, String> menu = new LinkedHashMap<>();

    /**
     * @param guide names and version
     * @param narrative the title of each narrative page, by its file
     */
    PageLayout(ImplementationGuide guide, Map<String, String> narrative) {
        this.guide = guide;
        menu.putAll(narrative);
        menu.put("artifacts.html", "Artifacts");
        menu.put(RefusedPage.FILE, "Refused examples");
    }

    /** The complete HTML page. */
    String page(String file, String title, String body) {
        StringBuilder entries = new StringBuilder();
        menu.forEach((target, name) -> entries.append("<a href=\"")
                .append(target)
                .append(target.equals(file) ? "\" aria-current=\"page\">" : "\">")
                .append(escaped(name))
                .append("</a>"));
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%s · %s</title><meta name="color-scheme" content="light dark">
                <link rel="icon" href="data:,">%s</head>
                <body><a class="skip" href="#main">To the content</a>
                <header class="top"><a class="brand" href="/"><span aria-hidden="true" class="mark"></span>Platelink</a>
                <nav aria-label="Server"><a href="/desk">Desk</a><a href="index.html" aria-current="page">Guide</a></nav>
                <div class="who"><form class="search" role="search" method="post" action="/desk/search">
                <label class="hidden" for="search">Search</label><input id="search" name="q" type="search" \
                placeholder="Search" title="A subject number, study, profile, code, page or setting" autocomplete="off" \
                maxlength="100"></form></div></header>
                <nav class="guide-menu" aria-label="Guide">%s</nav>
                <main id="main" tabindex="-1"><h1>%s</h1>
                %s
                </main>
                <footer>%s · %s %s, FHIR %s · <a href="package.tgz">package.tgz</a></footer></body></html>
                """
                .formatted(
                        escaped(title),
                        escaped(guide.getTitle()),
                        STYLES.stream()
                                .map("<link rel=\"stylesheet\" href=\"%s\">"::formatted)
                                .collect(Collectors.joining()),
                        entries,
                        escaped(title),
                        body,
                        escaped(guide.getTitle()),
                        guide.getPackageId(),
                        guide.getVersion(),
                        guide.getFhirVersion().get(0).asStringValue());
    }

    /** Escapes text for HTML. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
