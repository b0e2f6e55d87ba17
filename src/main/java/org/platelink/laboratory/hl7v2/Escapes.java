package org.platelink.laboratory.hl7v2;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decodes the escape sequences of a message (chapter 2, 2.7). Unknown sequences are left as they were sent, so that
 * no part of a value is lost.
 */
record Escapes(Delimiters delimiters, Charset charset) {

    private static final Pattern HEXADECIMAL = Pattern.compile("X[0-9A-Fa-f]+");

    String undone(String text) {
        char escape = delimiters.escape();
        int from = text.indexOf(escape);
        if (from < 0) {
            return text;
        }
        StringBuilder undone = new StringBuilder(text.length());
        int done = 0;
        while (from >= 0) {
            int to = text.indexOf(escape, from + 1);
            if (to < 0) {
                break;
            }
            Optional<String> meant = meaning(text.substring(from + 1, to));
            if (meant.isPresent()) {
                undone.append(text, done, from).append(meant.get());
                done = to + 1;
                from = text.indexOf(escape, done);
            } else {
                from = to;
            }
        }
        return undone.append(text, done, text.length()).toString();
    }

    private Optional<String> meaning(String sequence) {
        return switch (sequence) {
            case "F" -> Optional.of(String.valueOf(delimiters.field()));
            case "S" -> Optional.of(String.valueOf(delimiters.component()));
            case "T" -> Optional.of(String.valueOf(delimiters.subcomponent()));
            case "R" -> Optional.of(String.valueOf(delimiters.repetition()));
            case "E" -> Optional.of(String.valueOf(delimiters.escape()));
            case "P" -> Optional.of(delimiters.truncation()).filter(truncation -> !truncation.isEmpty());
            case ".br" -> Optional.of("\n");
            case "H", "N" -> Optional.of("");
            default -> isBytes(sequence) ? ofBytes(sequence.substring(1)) : Optional.empty();
        };
    }

    private static boolean isBytes(String sequence) {
        return sequence.length() % 2 == 1 && HEXADECIMAL.matcher(sequence).matches();
    }

    /**
     * The characters of a hexadecimal escape; empty if the bytes are not valid in the set, or are control characters.
     */
    private Optional<String> ofBytes(String hexadecimal) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hexadecimal));
            String text = charset.newDecoder().decode(bytes).toString().replaceAll("\r\n?", "\n");
            boolean isText = text.chars()
                    .noneMatch(
                            character -> Character.isISOControl(character) && character != '\n' && character != '\t');
            return isText ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }
}
