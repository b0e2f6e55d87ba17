package org.platelink.platform.patch;

import java.util.regex.Pattern;

/** What HAPI's parser says is wrong, without its numbers and the names of its classes. */
final class ParseWords {

    private static final Pattern INSIDE =
            Pattern.compile("HAPI-\\d+: |DataFormatException at \\[\\[row,col[^]]*]: (\\[\\d+,\\d+])]: ");

    private ParseWords() {}

    static String of(Exception failure) {
        return INSIDE.matcher(String.valueOf(failure.getMessage())).replaceAll("");
    }
}
