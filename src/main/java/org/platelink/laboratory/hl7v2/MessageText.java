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
 * @param charset what it was sent in, and is to be answered in
 */
public record MessageText(String text, Charset charset) {

    /** How long a message can be; the doors are set to take less. */
    public static final int MAX_BYTES = 50 * 1024 * 1024;

    /** How many segments a message may have. */
    public static final int MAX_SEGMENTS = 5_000;

    /**
     * Takes a text in whichever way its lines end.
     *
     * @throws MessageRefused if it is not one message, or too long
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
     * Reads bytes in the character set that MSH-18 names, or else the transport, or else UTF-8. No character is ever replaced.
     *
     * @param transport what the transport says of the character set; null if it says nothing
     * @throws MessageRefused if they are not one message, or not of that character set
     */
    public static MessageText decode(byte[] bytes, @Nullable Charset transport) {
        return decode(bytes, transport, null);
    }

    /**
     * The same, where the sender is known to write in some set: what neither the message nor the transport says is UTF-8 if the
     * bytes are, or else that set.
     *
     * @param otherwise the sender's set; null if nothing is known
     */
    public static MessageText decode(byte[] bytes, @Nullable Charset transport, @Nullable Charset otherwise) {
        return Decoding.decode(bytes, widened(transport), widened(otherwise));
    }

    /** What a character set is read as: GB18030 in the place of those that it contains. */
    public static @Nullable Charset widened(@Nullable Charset charset) {
        return charset == null ? null : CharacterSets.widened(charset);
    }

    /** How many segments have this name, wherever they stand. */
    public int segments(String name) {
        return Math.toIntExact(
                lines().stream().filter(line -> isNamed(line, name)).count());
    }

    /** The text by which it is told whether a message was sent before: without the empty fields at the end of segments. */
    public String normalised() {
        char separator = text.charAt(3);
        return lines().stream().map(line -> withoutEnd(line, separator)).collect(Collectors.joining("\r"));
    }

    /**
     * The text by which it is told whether a message says what one before said: without what a sender writes anew when it sends
     * the same again, the time of the message (MSH-7) and its control id (MSH-10).
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

    /** The numbers of its orders, each with its patient's, as they were sent. */
    public List<String> orders() {
        return OrderNumbers.of(lines(), text.charAt(3));
    }

    /** Whether it says of itself that it corrects something, and not when that was issued. */
    public boolean corrects() {
        return OrderNumbers.correct(lines(), text.charAt(3));
    }

    /** Each segment. */
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

    /** Nothing of the message, so that no log gets it. */
    @Override
    public String toString() {
        return "a message of " + lines().size() + " segments";
    }
}
