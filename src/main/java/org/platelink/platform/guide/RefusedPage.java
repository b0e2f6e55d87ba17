package org.platelink.platform.guide;

import java.util.List;
import java.util.stream.Collectors;

/** What the pages say of the examples that must be refused: a page with all of them, and links to it from a profile. */
record RefusedPage(List<RefusedExample> examples) {

    /** File of the page. */
    static final String FILE = "refused.html";

    /** The page's content. */
    String body() {
        StringBuilder body = new StringBuilder("<p>What must be refused is tested like what must pass. Each example "
                + "stands with the place that the refusal names and the words that it has in it.</p>");
        for (RefusedExample example : examples) {
            body.append(
                    """
                    <h2 id="%s">%s: %s</h2><p>Breaks <a href="%s">%s</a> at <code>%s</code>; the refusal says \
                    <em>%s</em>.</p><details><summary>JSON</summary><pre>%s</pre></details>"""
                            .formatted(
                                    anchor(example),
                                    example.profile(),
                                    example.why().replace('-', ' '),
                                    GuideContext.page("StructureDefinition", example.profile()),
                                    example.profile(),
                                    PageLayout.escaped(example.location()),
                                    PageLayout.escaped(example.words()),
                                    PageLayout.escaped(example.json())));
        }
        return body.toString();
    }

    /** Where the examples are that break a profile; empty where none does. */
    String linksOf(String profile) {
        String links = examples.stream()
                .filter(example -> example.profile().equals(profile))
                .map(example -> "<li><a href=\"%s#%s\">%s</a></li>"
                        .formatted(FILE, anchor(example), PageLayout.escaped(example.why())))
                .collect(Collectors.joining());
        return links.isEmpty() ? "" : "<h2>Refused</h2><ul>" + links + "</ul>";
    }

    private static String anchor(RefusedExample example) {
        return example.profile() + "." + example.why();
    }
}
