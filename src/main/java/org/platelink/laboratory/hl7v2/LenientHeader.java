package org.platelink.laboratory.hl7v2;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Extracts the header of a message that may be unreadable, so that the acknowledgement can name the rejected message.
 * Use it for the acknowledgement alone: it only looks at the first line of the first 4096 bytes.
 */
final class LenientHeader {

    private static final int MOST = 4096;
    private static final Pattern SEPARATOR = Pattern.compile("[!-/:-@\\[-`{-~&&[^\"]]");
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

    private LenientHeader() {}

    /**
     * The header, as far as it can be read.
     *
     * @param transport the character set that the transport declares; null if it declares none
     */
    static Optional<MessageHeader> of(byte[] bytes, @Nullable Charset transport) {
        ByteOrderMark mark = ByteOrderMark.of(bytes);
        ByteBuffer start = ByteBuffer.wrap(bytes, mark.length(), Math.min(MOST, bytes.length - mark.length()));
        Charset charset = mark.charset() != null ? mark.charset() : transport;
        boolean wide = charset != null && CharacterSets.isWide(charset);
        return firstLine(charset != null && wide ? charset : StandardCharsets.ISO_8859_1, start)
                .filter(line -> line.startsWith("MSH")
                        && line.length() > 4
                        && SEPARATOR.matcher(line.substring(3, 4)).matches())
                .map(line -> wide || ASCII.matcher(line).matches()
                        ? header(line)
                        : utf8(line).map(LenientHeader::header).orElseGet(() -> onlyAscii(header(line))))
                .filter(MessageHeader::isOneForCertain);
    }

    private static Optional<String> firstLine(Charset charset, ByteBuffer start) {
        return charset.decode(start.duplicate())
                .toString()
                .stripLeading()
                .lines()
                .findFirst();
    }

    /** Decodes the same bytes as UTF-8; empty if they are not valid UTF-8. */
    private static Optional<String> utf8(String latin) {
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(latin.getBytes(StandardCharsets.ISO_8859_1)));
            return Optional.of(text.toString());
        } catch (CharacterCodingException another) {
            return Optional.empty();
        }
    }

    private static MessageHeader header(String line) {
        return MessageHeader.of(line, new Escapes(delimiters(line), StandardCharsets.UTF_8));
    }

    private static Delimiters delimiters(String line) {
        try {
            return Delimiters.of(line);
        } catch (MessageRefused unusable) {
            return new Delimiters(line.charAt(3), '^', '~', '\\', '&', "");
        }
    }

    /**
     * Removes the fields that are in an unknown character set. A byte of a multi-byte character may look like a field
     * separator; MSH-9 is then not in its place, and no field can be trusted.
     */
    private static MessageHeader onlyAscii(MessageHeader header) {
        boolean certain = CODE.matcher(header.messageCode()).matches();
        return new MessageHeader(
                ascii(header.sendingApplication(), certain),
                ascii(header.sendingFacility(), certain),
                ascii(header.receivingApplication(), certain),
                ascii(header.receivingFacility(), certain),
                "",
                certain ? header.messageCode() : "",
                ascii(header.triggerEvent(), certain),
                ascii(header.controlId(), certain),
                ascii(header.processingId(), certain),
                ascii(header.version(), certain),
                ascii(header.acceptAcknowledgement(), certain),
                ascii(header.applicationAcknowledgement(), certain));
    }

    private static String ascii(String part, boolean certain) {
        return certain && ASCII.matcher(part).matches() ? part : "";
    }
}
