package org.platelink.platform.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Finds the known name that is nearest to a misspelt one, by Levenshtein distance.
 *
 * @param known the right names, with {@link Setting#CHOSEN} where the operator chooses
 * @param separator the separator of their elements
 * @param chosenIfUnclear placeholder where it cannot be told what the operator chose
 */
record Spelling(List<String> known, String separator, String chosenIfUnclear) {

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    /**
     * A known name and its distance from what was written.
     *
     * @param name the right name
     * @param letters the number of letters that are wrong, missing or too many
     */
    record SimilarName(String name, int letters) {}

    /** The nearest known name. */
    SimilarName nearest(String written) {
        return known.stream()
                .map(name -> near(written, name))
                .min(Comparator.comparingInt(SimilarName::letters))
                .orElseThrow();
    }

    private SimilarName near(String written, String name) {
        int at = name.indexOf(Setting.CHOSEN);
        if (at < 0) {
            return new SimilarName(name, DISTANCE.apply(written, name));
        }
        String before = name.substring(0, at - separator.length());
        String after = name.substring(at + Setting.CHOSEN.length() + separator.length());
        List<String> elements = Arrays.asList(written.split(Pattern.quote(separator)));
        int first = before.split(Pattern.quote(separator)).length;
        List<SimilarName> all = new ArrayList<>();
        for (int end = first + 1; end < elements.size(); end++) {
            int letters = DISTANCE.apply(joined(elements.subList(0, first)), before)
                    + DISTANCE.apply(joined(elements.subList(end, elements.size())), after);
            all.add(new SimilarName(name.replace(Setting.CHOSEN, joined(elements.subList(first, end))), letters));
        }
        return all.stream()
                .min(Comparator.comparingInt(SimilarName::letters))
                .orElseGet(() ->
                        new SimilarName(name.replace(Setting.CHOSEN, chosenIfUnclear), DISTANCE.apply(written, name)));
    }

    private String joined(List<String> elements) {
        return String.join(separator, elements);
    }
}
