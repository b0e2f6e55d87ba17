package org.platelink.security.screening;

import java.util.List;

/** How a label and what it labels are written one after the other. */
final class LabelSyntax {

    /** Blanks, marks between a label and its value, and what a markup puts there. */
    static final String BETWEEN = "[.\\s:;#=*_|>\"'()\\[\\]·、，,-]{0,6}(?:is |was |are )?";

    private LabelSyntax() {}

    /** Whether a text has one of some words; far cheaper than to look for what may follow them. */
    static boolean hasAny(String text, List<String> words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
