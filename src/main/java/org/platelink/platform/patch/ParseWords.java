package org.platelink.platform.patch;

import java.util.regex.Pattern;

/** The error message of HAPI's parser without HAPI's message numbers and class names. */
final class ParseWords {

    private static final Pattern INSIDE =
            Pattern.compile("HAPI-\\d+: |DataFormatException at \\[\\[row,col[^]]*]: (\\[\\d+,\\d+])]: ");

    private ParseWords() {}

    static String of(Exception failure) {
        return INSIDE.matcher(String.valueOf(failure.getMessage())).replaceAll("");
    }
}
