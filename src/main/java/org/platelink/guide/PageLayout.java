package org.platelink.guide;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.ImplementationGuide;

/** What every page of the guide has around its content: title, menu, version and style. */
final class PageLayout {

    /** File of the style, below the pages. */
    static final String STYLE_FILE = "guide.css";

    static final String STYLE =
            """
            body { font: 15px/1.5 system-ui, sans-serif; margin: 0; color: #1d2733; }
            header { background: #14405e; color: #fff; padding: .8em 2em 0; }
            header p { margin: 0; font-size: 1.1em; }
            header nav a { display: inline-block; color: #cfe3f1; padding: .5em .9em; text-decoration: none; }
            header nav a:hover, header nav a.here { background: #fff; color: #14405e; }
            main { padding: 1em 2em 2em; max-width: 78em; }
            footer { border-top: 1px solid #ccd5dd; padding: .8em 2em; color: #5b6875; font-size: .85em; }
            a { color: #0b62a4; }
            h1 { font-size: 1.6em; margin: .4em 0; } h2 { font-size: 1.2em; margin: 1.4em 0 .4em; }
            code, pre { font: 13px/1.4 ui-monospace, monospace; background: #f3f6f8; }
            code { padding: .1em .25em; } pre { padding: 1em; overflow: auto; } pre code { padding: 0; }
            main table { border-collapse: collapse; font-size: 13px; }
            @media (max-width: 40em) { main > table { display: block; overflow-x: auto; } }
            main > table td, main > table th, table.plain td, table.plain th, table.grid td, table.grid th,
            table.codes td, table.codes th
              { border: 1px solid #d5dde4; padding: .3em .6em; text-align: left; vertical-align: top; }
            main > table th, table.plain th { background: #f3f6f8; }
            .tree { overflow-x: auto; } .tree td { line-height: 1.3; }
            .tree > div, .tree > table { font-family: system-ui, sans-serif !important; }
            .res-header-id { display: none; }
            details { margin-top: 1.5em; } summary { cursor: pointer; color: #0b62a4; }
            """;

    private final ImplementationGuide guide;
    private final Map<String, String> menu = new LinkedHashMap<>();

    /**
     * @param guide names and version
     * @param narrative title of each narrative page by its file
     */
    PageLayout(ImplementationGuide guide, Map<String, String> narrative) {
        this.guide = guide;
        menu.putAll(narrative);
        menu.put("artifacts.html", "Artifacts");
        menu.put(RefusedPage.FILE, "Refused examples");
    }

    /** A whole page. */
    String page(String file, String title, String body) {
        StringBuilder entries = new StringBuilder();
        menu.forEach((target, name) -> entries.append("<a href=\"")
                .append(target)
                .append(target.equals(file) ? "\" class=\"here\">" : "\">")
                .append(escaped(name))
                .append("</a>"));
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%s · %s</title><link rel="icon" href="data:,"><link rel="stylesheet" href="%s"></head>
                <body><header><p>%s</p><nav>%s</nav></header>
                <main><h1>%s</h1>
                %s
                </main>
                <footer>%s %s, FHIR %s · <a href="package.tgz">package.tgz</a></footer></body></html>
                """
                .formatted(
                        escaped(title),
                        escaped(guide.getTitle()),
                        STYLE_FILE,
                        escaped(guide.getTitle()),
                        entries,
                        escaped(title),
                        body,
                        guide.getPackageId(),
                        guide.getVersion(),
                        guide.getFhirVersion().get(0).asStringValue());
    }

    /** Text that a browser shows as it is. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
