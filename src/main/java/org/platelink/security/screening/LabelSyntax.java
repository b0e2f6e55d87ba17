package org.platelink.security.screening;

import java.util.List;

/** Helpers to match labelled values: what may come between a label and its value, and a quick check for labels. */
final class LabelSyntax {

    /** Blanks, punctuation between a label and its value, and markup characters. */
    static final String BETWEEN = "[.\\s:;#=*_|>\"'()\\[\\]·、，,-]{0,6}(?:is |was |are )?";

    private LabelSyntax() {}

    /** Whether a text contains one of some words; far cheaper than matching the full pattern. */
    static boolean hasAny(String text, List<String> words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
