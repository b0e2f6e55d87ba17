package org.platelink.trial.schedule;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Orders version numbers as people read them: {@code 2} before {@code 10}, {@code 1.9} before {@code 1.10}. */
final class VersionNumberOrder implements Comparator<String> {

    private static final Pattern BETWEEN = Pattern.compile("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");

    @Override
    public int compare(String one, String other) {
        List<String> ones = List.of(BETWEEN.split(one));
        List<String> others = List.of(BETWEEN.split(other));
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            int order = part(ones.get(i), others.get(i));
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(ones.size(), others.size());
        return order == 0 ? one.compareTo(other) : order;
    }

    private static int part(String one, String other) {
        return isNumber(one) && isNumber(other)
                ? new BigInteger(one).compareTo(new BigInteger(other))
                : one.compareTo(other);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
