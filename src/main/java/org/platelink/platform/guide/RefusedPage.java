package org.platelink.platform.guide;

import java.util.List;
import java.util.stream.Collectors;

/** Page of the negative examples, and the links to it from the profiles. */
record RefusedPage(List<RefusedExample> examples) {

    /** The file name of the page. */
    static final String FILE = "refused.html";

    /** The content of the page, as HTML. */
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

    /** Links to the examples that violate a profile, as HTML; empty if there are none. */
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
