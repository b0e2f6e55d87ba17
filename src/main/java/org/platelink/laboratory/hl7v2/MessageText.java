package org.platelink.laboratory.hl7v2;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of one message: segments that end with a carriage return, the first of them MSH.
 *
 * @param text the segments, joined by {@code \r}
 * @param charset the character set in which it was sent, and in which it is acknowledged
 */
public record MessageText(String text, Charset charset) {

    /** The maximum length of a message. The receiving endpoints are configured to accept less. */
    public static final int MAX_BYTES = 50 * 1024 * 1024;

    /** The maximum number of segments of a message. */
    public static final int MAX_SEGMENTS = 5_000;

    /**
     * Accepts any kind of line end.
     *
     * @throws MessageRefused if it is not exactly one message, or too long
     */
    public MessageText {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank())
                .limit(MAX_SEGMENTS + 1L)
                .toList();
        MessageTextCheck.check(lines);
        text = String.join("\r", lines);
    }

    /**
     * Decodes bytes in the character set that MSH-18 names, or else the transport, or else UTF-8. Invalid bytes are
     * rejected, never replaced.
     *
     * @param transport the character set that the transport declares; null if it declares none
     * @throws MessageRefused if they are not exactly one message, or not valid in that character set
     */
    public static MessageText decode(byte[] bytes, @Nullable Charset transport) {
        return decode(bytes, transport, null);
    }

    /**
     * Decodes bytes with a fallback character set. If neither the message nor the transport declares one, it is UTF-8
     * if the bytes are valid UTF-8, or else the sender's set.
     *
     * @param otherwise the sender's configured set; null if there is none
     */
    public static MessageText decode(byte[] bytes, @Nullable Charset transport, @Nullable Charset otherwise) {
        return Decoding.decode(bytes, widened(transport), widened(otherwise));
    }

    /** The set used for decoding in the place of a declared one: GB18030 for the sets that it contains. */
    public static @Nullable Charset widened(@Nullable Charset charset) {
        return charset == null ? null : CharacterSets.widened(charset);
    }

    /** The number of segments with this name, anywhere in the message. */
    public int segments(String name) {
        return Math.toIntExact(
                lines().stream().filter(line -> isNamed(line, name)).count());
    }

    /** The canonical text for detecting resends: without empty fields at the end of segments. */
    public String normalised() {
        char separator = text.charAt(3);
        return lines().stream().map(line -> withoutEnd(line, separator)).collect(Collectors.joining("\r"));
    }

    /**
     * The canonical text for comparing content: {@link #normalised} without what a sender generates anew when it
     * sends the same again, the time of the message (MSH-7) and its control id (MSH-10).
     */
    public String said() {
        String separator = text.substring(3, 4);
        String all = normalised();
        int end = all.indexOf('\r');
        String[] header = (end < 0 ? all : all.substring(0, end)).split(Pattern.quote(separator), -1);
        for (int field : new int[] {7, 10}) {
            if (header.length >= field) {
                header[field - 1] = "";
            }
        }
        return String.join(separator, header) + (end < 0 ? "" : all.substring(end));
    }

    /** The order numbers in the message, each with the patient's number, as they were sent. */
    public List<String> orders() {
        return OrderNumbers.of(lines(), text.charAt(3));
    }

    /** Whether it contains a correction without saying when that was issued. */
    public boolean corrects() {
        return OrderNumbers.correct(lines(), text.charAt(3));
    }

    /** The segments. */
    List<String> lines() {
        return Arrays.asList(text.split("\r"));
    }

    private boolean isNamed(String line, String name) {
        return line.startsWith(name)
                && (line.length() == name.length() || line.charAt(name.length()) == text.charAt(3));
    }

    private static String withoutEnd(String line, char separator) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == separator) {
            end--;
        }
        return line.substring(0, end);
    }

    /** Omits the content of the message, to keep it out of the logs. */
    @Override
    public String toString() {
        return "a message of " + lines().size() + " segments";
    }
}
