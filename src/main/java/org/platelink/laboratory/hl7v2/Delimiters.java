package org.platelink.laboratory.hl7v2;

import java.util.regex.Pattern;

/** The delimiters of a message, as its MSH-1 and MSH-2 name them. */
record Delimiters(char field, char component, char repetition, char escape, char subcomponent, String truncation) {

    /**
     * MSH-2: four characters, and in some versions a fifth, the truncation character. Letters and digits are not
     * allowed.
     */
    private static final Pattern USABLE = Pattern.compile("[!-/:-@\\[-`{-~&&[^\"]]{4,5}");

    /**
     * Reads the delimiters of a message.
     *
     * @param header its MSH segment
     * @throws MessageRefused if they are not usable, or not all different
     */
    static Delimiters of(String header) {
        char field = header.charAt(3);
        int end = header.indexOf(field, 4);
        String others = end < 0 ? header.substring(4) : header.substring(4, end);
        boolean areDistinct = (others + field).chars().distinct().count() == others.length() + 1L;
        if (!USABLE.matcher(others).matches() || !isUsable(field) || !areDistinct) {
            throw new MessageRefused(
                    AcknowledgementCode.REJECT,
                    Problems.error(
                            "MSH^1^2",
                            Problem.DATA_TYPE_ERROR,
                            "no-header",
                            "MSH-1 and MSH-2 do not name five different delimiters, so the message cannot be read. Start it"
                                    + " with MSH|^~\\&| if there is no reason for others."));
        }
        return new Delimiters(
                field, others.charAt(0), others.charAt(1), others.charAt(2), others.charAt(3), others.substring(4));
    }

    private static boolean isUsable(char field) {
        return USABLE.matcher(String.valueOf(field).repeat(4)).matches();
    }
}
