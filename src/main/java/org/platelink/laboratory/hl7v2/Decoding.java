package org.platelink.laboratory.hl7v2;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decodes the bytes of a message to text, or rejects them with the reason. */
final class Decoding {

    /**
     * Escape sequences that switch to another character set (chapter 2, 2.7.3), without the escape characters around
     * them.
     */
    private static final String SWITCH = "(C[0-9A-Fa-f]{4}|M[0-9A-Fa-f]{4}([0-9A-Fa-f]{2})?)";

    static final String MEND =
            " Send the message in UTF-8 and say so in MSH-18 (UNICODE UTF-8), or name there the set that it is in.";

    private static final String OTHER = "MSH-18 names another character set than the one that the bytes are in." + MEND;

    private Decoding() {}

    /**
     * @param transport the character set that the transport declares; null if it declares none
     * @param otherwise the sender's configured set, used if nothing declares one and the bytes are not UTF-8; null if
     *     there is none
     */
    static MessageText decode(byte[] bytes, @Nullable Charset transport, @Nullable Charset otherwise) {
        if (bytes.length > MessageText.MAX_BYTES) {
            throw MessageTextCheck.tooLarge("It is longer than " + MessageText.MAX_BYTES + " bytes.");
        }
        ByteOrderMark mark = ByteOrderMark.of(bytes);
        ByteBuffer rest = ByteBuffer.wrap(bytes, mark.length(), bytes.length - mark.length());
        Charset charset = mark.charset();
        if (charset == null) {
            charset = withoutMark(rest, transport, otherwise);
        }
        String decoded = strictly(rest.duplicate(), charset);
        checkCharacters(decoded);
        Contradiction.check(rest, decoded, charset, transport);
        MessageText message = new MessageText(decoded, charset);
        checkSaid(message);
        return message;
    }

    private static Charset withoutMark(ByteBuffer bytes, @Nullable Charset transport, @Nullable Charset otherwise) {
        if (transport != null && CharacterSets.isWide(transport)) {
            return transport;
        }
        String first = StandardCharsets.ISO_8859_1
                .decode(bytes.duplicate())
                .toString()
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
        MessageTextCheck.checkStart(first);
        String declared = declared(first);
        Charset within = HeaderCharset.of(first);
        if (within != null) {
            return within;
        }
        if (!declared.isEmpty()) {
            Charset named = named(declared);
            if (CharacterSets.isWide(named)) {
                throw refused(OTHER);
            }
            return named;
        }
        if (transport != null) {
            return transport;
        }
        return otherwise == null || Contradiction.isText(bytes, StandardCharsets.UTF_8)
                ? StandardCharsets.UTF_8
                : otherwise;
    }

    private static String strictly(ByteBuffer bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text =
                CharBuffer.allocate((int) Math.ceil(bytes.remaining() * (double) decoder.maxCharsPerByte()) + 1);
        if (decoder.decode(bytes, text, true).isError() || decoder.flush(text).isError()) {
            throw refused("Line " + lineAt(text.flip()) + " has bytes that are no characters of " + charset.name()
                    + ", in which the message is read." + MEND);
        }
        return text.flip().toString();
    }

    /**
     * Rejects control characters: no resource can contain them, and those from 80 to 9F come from text in a Windows
     * code page that is declared as something else.
     */
    private static void checkCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                throw refused("Line " + lineAt(CharBuffer.wrap(text, 0, i))
                        + " has a control character, so it may be in another character set than it is read in." + MEND);
            }
        }
    }

    static boolean isControl(int character) {
        return Character.isISOControl(character) && character != 0x7F && "\t\r\n".indexOf(character) < 0;
    }

    /**
     * Checks that MSH-18 reads the same in the set that it names, and that no escape sequence switches to another
     * set.
     */
    private static void checkSaid(MessageText message) {
        String first = message.lines().get(0);
        String declared = declared(first);
        if (!declared.isEmpty() && !CharacterSets.agree(named(declared), message.charset())) {
            throw refused(OTHER);
        }
        char escape = first.length() > 6 ? first.charAt(6) : '\\';
        String quoted = Pattern.quote(String.valueOf(escape));
        if (Pattern.compile(quoted + SWITCH + quoted).matcher(message.text()).find()) {
            throw refused("The message switches between character sets, which is not read here." + MEND);
        }
    }

    /**
     * The first repetition of MSH-18. The others only declare sets to switch to, and switching itself is rejected.
     */
    static String declared(String first) {
        String[] fields = first.split(Pattern.quote(String.valueOf(first.charAt(3))), 19);
        if (fields.length < 18) {
            return "";
        }
        String all = fields[17].strip();
        char repetition = first.length() > 5 ? first.charAt(5) : '~';
        int end = all.indexOf(repetition);
        return end < 0 ? all : all.substring(0, end).strip();
    }

    private static Charset named(String name) {
        return CharacterSets.of(name)
                .orElseThrow(() -> refused("MSH-18 names a character set that is not taken here." + MEND));
    }

    private static long lineAt(CharSequence before) {
        return Math.max(1, (before + "x").lines().count());
    }

    static MessageRefused refused(String sentence) {
        return new MessageRefused(
                AcknowledgementCode.ERROR,
                Problems.error("MSH^1^18", Problem.TABLE_VALUE_NOT_FOUND, "character-set", sentence));
    }
}
