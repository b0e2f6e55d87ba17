package org.platelink.operator.operator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.platelink.laboratory.hl7v2.Frame;
import org.platelink.laboratory.hl7v2.FrameReader;

/**
 * Splits a file into messages. It recognizes HL7 v2 messages, with or without MLLP frames and batch segments around
 * them, and a FHIR resource in JSON. Any other content is one delivery too, so that the server reports what is wrong
 * with it.
 */
final class DeliveryFile {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> BATCH = Set.of("FHS", "BHS", "BTS", "FTS");
    private static final String HEADER = "MSH";
    private static final byte FRAME = 0x0B;
    private static final int MARK = 3;
    private static final int CONTROL_ID = 9;
    private static final int LONGEST_LABEL = 40;

    private final byte[] content;
    private final int begin;
    private final List<Delivery> found = new ArrayList<>();

    private DeliveryFile(byte[] content) {
        this.content = content;
        this.begin = firstOf(content);
    }

    static List<Delivery> read(byte[] content) throws IOException {
        DeliveryFile file = new DeliveryFile(content);
        file.find();
        return file.found;
    }

    /** Whether a file in a folder is likely a message. The others are skipped. */
    static boolean isMeant(byte[] content) {
        int begin = firstOf(content);
        return begin < content.length
                && (content[begin] == FRAME
                        || content[begin] == '{'
                        || HEADER.equals(segment(content, begin))
                        || BATCH.contains(segment(content, begin))
                        || isWide(content));
    }

    private static int firstOf(byte[] content) {
        int first = isMarked(content) ? MARK : 0;
        while (first < content.length && Character.isWhitespace(content[first]) && content[first] != FRAME) {
            first++;
        }
        return first;
    }

    private static boolean isMarked(byte[] content) {
        return content.length >= MARK
                && content[0] == (byte) 0xEF
                && content[1] == (byte) 0xBB
                && content[2] == (byte) 0xBF;
    }

    /** Whether it is UTF-16 with a byte order mark. */
    private static boolean isWide(byte[] content) {
        return content.length > 1
                && (content[0] == (byte) 0xFE && content[1] == (byte) 0xFF
                        || content[0] == (byte) 0xFF && content[1] == (byte) 0xFE);
    }

    private void find() throws IOException {
        if (begin == content.length) {
            return;
        }
        if (content[begin] == '{') {
            found.add(resource());
        } else if (content[begin] == FRAME) {
            frames();
        } else {
            messages(content, begin);
        }
    }

    private Delivery resource() {
        String type = "";
        try (JsonParser json = JSON.createParser(content, begin, content.length - begin)) {
            json.nextToken();
            while (type.isEmpty() && json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isType = json.currentName().equals("resourceType");
                json.nextToken();
                if (isType) {
                    type = json.getValueAsString("");
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException broken) {
            // The server reports it.
        }
        boolean isAlone = type.matches("[A-Z][A-Za-z]{1,40}") && !type.equals("Bundle");
        return new Delivery(1, printable(type), isAlone ? "/fhir/" + type : "/fhir", Delivery.FHIR, content);
    }

    private void frames() throws IOException {
        FrameReader frames =
                new FrameReader(new ByteArrayInputStream(content, begin, content.length - begin), content.length);
        Frame frame = frames.next();
        while (frame instanceof Frame.Message message) {
            messages(message.bytes(), firstOf(message.bytes()));
            frame = frames.next();
        }
        if (!(frame instanceof Frame.End)) {
            throw new IOException("after message " + found.size() + " something stands that is no whole MLLP frame");
        }
    }

    /**
     * Splits concatenated messages. The batch segments around them are not sent, because each message is acknowledged
     * by itself.
     */
    private void messages(byte[] text, int first) {
        String opening = first < text.length ? segment(text, first) : "";
        if (!opening.equals(HEADER) && !BATCH.contains(opening)) {
            add(text);
            return;
        }
        // A byte order mark belongs to the first message.
        int start = -1;
        for (int at = first; at < text.length; at++) {
            boolean startsALine = at == first || text[at - 1] == '\r' || text[at - 1] == '\n';
            String segment = startsALine ? segment(text, at) : "";
            if (segment.equals(HEADER) || BATCH.contains(segment)) {
                add(text, start, at);
                start = segment.equals(HEADER) ? at == MARK && isMarked(text) ? 0 : at : -1;
            }
        }
        add(text, start, text.length);
    }

    private void add(byte[] text, int start, int end) {
        if (start >= 0) {
            add(Arrays.copyOfRange(text, start, end));
        }
    }

    private void add(byte[] message) {
        found.add(new Delivery(found.size() + 1, controlId(message), "/intake/hl7v2", Delivery.HL7, message));
    }

    /** The name of the segment that begins at the index; empty if none does. */
    private static String segment(byte[] text, int at) {
        if (at + MARK > text.length) {
            return "";
        }
        String name = new String(text, at, MARK, StandardCharsets.ISO_8859_1);
        boolean isWord = at + MARK < text.length && Character.isLetterOrDigit(text[at + MARK] & 0x7F);
        return isWord ? "" : name;
    }

    private static String controlId(byte[] message) {
        int first = firstOf(message);
        if (!HEADER.equals(segment(message, first)) || first + MARK == message.length) {
            return "";
        }
        int end = first;
        while (end < message.length && message[end] != '\r' && message[end] != '\n') {
            end++;
        }
        String header = new String(message, first, end - first, StandardCharsets.ISO_8859_1);
        String[] fields = header.split(Pattern.quote(header.substring(MARK, MARK + 1)), -1);
        return fields.length > CONTROL_ID ? printable(fields[CONTROL_ID]) : "";
    }

    /** Replaces characters that would move the cursor of a terminal, and truncates. */
    private static String printable(String text) {
        String plain = text.replaceAll("[^\\x21-\\x7E]", "?");
        return plain.length() > LONGEST_LABEL ? plain.substring(0, LONGEST_LABEL) : plain;
    }
}
