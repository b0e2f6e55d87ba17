package org.platelink.security.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.jspecify.annotations.Nullable;

/**
 * The text of a narrative for screening.
 *
 * @param words the visible text, followed by attribute values and comments, which are not displayed
 * @param addresses the URLs of links and images
 */
record NarrativeText(String words, List<String> addresses) {

    private static final Set<String> ADDRESSES = Set.of("src", "href", "longdesc", "cite", "background");

    static NarrativeText of(XhtmlNode node) {
        StringBuilder seen = new StringBuilder();
        StringBuilder hidden = new StringBuilder();
        List<String> addresses = new ArrayList<>();
        collect(node, seen, hidden, addresses);
        return new NarrativeText(seen.append('\n').append(hidden).toString(), addresses);
    }

    private static void collect(XhtmlNode node, StringBuilder seen, StringBuilder hidden, List<String> addresses) {
        if (node.getNodeType() == NodeType.Text) {
            seen.append(node.getContent());
        } else if (node.getNodeType() == NodeType.Comment) {
            hidden.append(node.getContent()).append('\n');
        } else if (node.getNodeType() == NodeType.Element || node.getNodeType() == NodeType.Document) {
            node.getAttributes().forEach((name, value) -> {
                hidden.append(value).append('\n');
                if (value != null && ADDRESSES.contains(name)) {
                    addresses.add(value);
                }
            });
            node.getChildNodes().forEach(child -> collect(child, seen, hidden, addresses));
            if (isBlock(node.getName())) {
                seen.append('\n');
            }
        }
    }

    /** Whether an element separates the words after it from those in it. */
    private static boolean isBlock(@Nullable String element) {
        return element != null
                && switch (element) {
                    case "b", "i", "em", "strong", "span", "a", "sub", "sup", "small", "big", "tt", "code", "font" ->
                        false;
                    default -> true;
                };
    }
}
