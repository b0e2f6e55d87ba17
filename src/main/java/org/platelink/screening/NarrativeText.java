package org.platelink.screening;

import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.jspecify.annotations.Nullable;

/** All words of a narrative: its text as a reader sees it, then the values of attributes and the comments that none sees. */
final class NarrativeText {

    private NarrativeText() {}

    static String of(XhtmlNode node) {
        StringBuilder seen = new StringBuilder();
        StringBuilder hidden = new StringBuilder();
        collect(node, seen, hidden);
        return seen.append('\n').append(hidden).toString();
    }

    private static void collect(XhtmlNode node, StringBuilder seen, StringBuilder hidden) {
        if (node.getNodeType() == NodeType.Text) {
            seen.append(node.getContent());
        } else if (node.getNodeType() == NodeType.Comment) {
            hidden.append(node.getContent()).append('\n');
        } else if (node.getNodeType() == NodeType.Element || node.getNodeType() == NodeType.Document) {
            node.getAttributes().values().forEach(value -> hidden.append(value).append('\n'));
            node.getChildNodes().forEach(child -> collect(child, seen, hidden));
            if (isBlock(node.getName())) {
                seen.append('\n');
            }
        }
    }

    /** Whether the words after it are other words than those in it. */
    private static boolean isBlock(@Nullable String element) {
        return element != null
                && switch (element) {
                    case "b", "i", "em", "strong", "span", "a", "sub", "sup", "small", "big", "tt", "code", "font" ->
                        false;
                    default -> true;
                };
    }
}
