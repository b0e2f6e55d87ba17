package org.platelink.laboratory.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An HL7 v2 acknowledgement message (ACK): MSH, MSA with the acknowledgement code, and one ERR segment of version 2.5
 * for each problem.
 *
 * @param text its segments, each ended by {@code \r}
 */
public record Acknowledgement(String text) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'+0000'").withZone(ZoneOffset.UTC);

    private static final Pattern EVENT = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final Pattern VERSION = Pattern.compile("2\\.\\d(\\.\\d)?");
    private static final Pattern PROCESSING_ID = Pattern.compile("[A-Z]");
    private static final String VERSION_IF_UNSAID = "2.5.1";
    private static final String PROCESSING_ID_IF_UNSAID = "P";

    /** The longest control id, and the longest application name with its universal id, that version 2.7 allows. */
    private static final int LONGEST = 199;

    /**
     * What fits one line of an interface engine's log. Versions before 2.7 limit MSA-3 to 80 characters, but no
     * engine enforces it.
     */
    private static final int LONGEST_TEXT = 250;

    /**
     * Builds an acknowledgement.
     *
     * @param answered the header of the message that is acknowledged; null if it could not be read
     * @param code whether the message was accepted
     * @param enhanced whether the sender asked for enhanced-mode acknowledgements
     * @param problems the errors, warnings and remarks to report, one ERR segment each
     * @param controlId the control id of the acknowledgement itself (MSH-10)
     * @param now the time of the acknowledgement
     */
    public static Acknowledgement of(
            @Nullable MessageHeader answered,
            AcknowledgementCode code,
            boolean enhanced,
            List<Problem> problems,
            String controlId,
            Instant now) {
        String acknowledged = answered == null ? "" : controlId(answered.controlId());
        Stream<String> start = Stream.of(
                answered == null ? header(controlId, now) : header(answered, controlId, now),
                "MSA|" + code.code(enhanced) + "|" + acknowledged + said(problems));
        Stream<String> errors = problems.stream().map(AcknowledgementText::error);
        return new Acknowledgement(
                Stream.concat(start, errors).map(segment -> segment + "\r").collect(Collectors.joining()));
    }

    /** MSA-3: the first error or warning, for engines that show nothing else. ERR-8 has the full text. */
    private static String said(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.severity() != Problem.Severity.INFORMATION)
                .findFirst()
                .map(problem -> "|" + AcknowledgementText.shortened(problem.sentence(), LONGEST_TEXT))
                .orElse("");
    }

    /**
     * Encodes the acknowledgement. If it is not pure ASCII, MSH-18 names the character set that was used.
     *
     * @param charset of the message; UTF-8 is used instead if it cannot encode a character of the text, or HL7 has no
     *     name for it
     */
    public byte[] bytes(Charset charset) {
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(text) && !CharacterSets.isWide(charset)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        // With a byte order mark: without one the receiver cannot tell the byte order.
        Charset wanted = charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_16 : charset;
        boolean suffices =
                CharacterSets.nameOf(wanted).isPresent() && wanted.newEncoder().canEncode(text);
        Charset used = suffices ? wanted : StandardCharsets.UTF_8;
        return text.replaceFirst("\r", "||||||" + CharacterSets.nameOf(used).orElseThrow() + "\r")
                .getBytes(used);
    }

    private static String header(String controlId, Instant now) {
        return header("|||", "ACK", controlId, PROCESSING_ID_IF_UNSAID, VERSION_IF_UNSAID, now);
    }

    private static String header(MessageHeader answered, String controlId, Instant now) {
        String parties = parties(
                answered.receivingApplication(),
                answered.receivingFacility(),
                answered.sendingApplication(),
                answered.sendingFacility());
        String event = answered.triggerEvent();
        return header(
                parties,
                EVENT.matcher(event).matches() ? "ACK^" + event + "^ACK" : "ACK",
                controlId,
                usable(answered.processingId(), PROCESSING_ID, PROCESSING_ID_IF_UNSAID),
                usable(answered.version(), VERSION, VERSION_IF_UNSAID),
                now);
    }

    private static String header(
            String parties, String type, String controlId, String processingId, String version, Instant now) {
        return String.join(
                "|",
                "MSH",
                "^~\\&",
                parties,
                TIME.format(now),
                "",
                type,
                AcknowledgementText.escaped(controlId, LONGEST),
                processingId,
                version);
    }

    /** Names of applications and facilities, as escaped fields joined by the field separator. */
    static String parties(String... names) {
        return Stream.of(names)
                .map(name -> AcknowledgementText.name(name, LONGEST))
                .collect(Collectors.joining("|"));
    }

    static String time(Instant now) {
        return TIME.format(now);
    }

    static String controlId(String sent) {
        return AcknowledgementText.escaped(sent, LONGEST);
    }

    private static String usable(String sent, Pattern form, String otherwise) {
        return form.matcher(sent).matches() ? sent : otherwise;
    }
}
