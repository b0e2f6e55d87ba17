package org.platelink.laboratory.hl7v2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The segments of a message after MSH, with the assignment of NTE segments to the segments they annotate. */
final class MessageSegments {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]{2}");

    /** The segments whose notes are kept. A note goes to the last of them before it. */
    private static final Set<String> OWNERS = Set.of("PID", "ORC", "OBR", "OBX", "SPM");

    /** These follow the results but belong to the order; a note after them goes to the order. */
    private static final Set<String> OF_THE_ORDER = Set.of("FT1", "CTI", "BLG");

    /** These are about other persons; notes after them are not read. */
    private static final Set<String> OF_OTHERS = Set.of("NK1", "GT1", "IN1", "IN2", "IN3");

    /** The pseudo position of notes before any owner, which belong to the whole message. */
    private static final int MESSAGE = -1;

    private static final int NOBODY = -2;

    private final List<Segment> segments;
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final Map<Integer, List<String>> notes = new HashMap<>();
    private final Map<Integer, List<Integer>> noteNumbers = new HashMap<>();

    private MessageSegments(List<Segment> segments) {
        this.segments = segments;
        Map<String, Integer> counts = new HashMap<>();
        int owner = MESSAGE;
        int order = MESSAGE;
        for (int place = 0; place < segments.size(); place++) {
            Segment segment = segments.get(place);
            numbers.put(place, counts.merge(segment.name(), 1, Integer::sum));
            if (segment.name().equals("NTE")) {
                int note = numbers.get(place);
                int of = owner;
                note(segment).ifPresent(text -> {
                    notes.computeIfAbsent(of, none -> new ArrayList<>()).add(text);
                    noteNumbers.computeIfAbsent(of, none -> new ArrayList<>()).add(note);
                });
            } else if (OWNERS.contains(segment.name())) {
                owner = place;
                order = segment.name().equals("OBR") ? place : order;
            } else if (OF_THE_ORDER.contains(segment.name()) && order != MESSAGE) {
                owner = order;
            } else if (OF_OTHERS.contains(segment.name())) {
                owner = NOBODY;
            }
        }
    }

    /**
     * Splits a message into its segments.
     *
     * @throws MessageRefused if a line is not a segment, or is a continuation (ADD): it may be part of a value, which
     *     would be lost
     */
    static MessageSegments of(MessageText message) {
        List<String> lines = message.lines();
        Delimiters delimiters = Delimiters.of(lines.get(0));
        Escapes escapes = new Escapes(delimiters, message.charset());
        List<Segment> segments = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!isSegment(lines.get(i), delimiters.field())) {
                throw noSegment(i + 1);
            }
            if (lines.get(i).startsWith("ADD")) {
                throw restOfSegment(i + 1);
            }
            segments.add(new Segment(lines.get(i), escapes));
        }
        return new MessageSegments(segments);
    }

    List<String> names() {
        return segments.stream().map(Segment::name).toList();
    }

    Segment at(int place) {
        return segments.get(place);
    }

    /** The segment's number among those of its name, from 1 on. */
    int numberOf(int place) {
        return Objects.requireNonNull(numbers.get(place));
    }

    /** The notes that belong to the segment at this position. */
    List<String> notesOf(int place) {
        return notes.getOrDefault(place, List.of());
    }

    /** The numbers of the NTE segments that belong to the whole message. */
    List<Integer> noteNumbersOfAll() {
        return noteNumbersOf(MESSAGE);
    }

    /** The notes that belong to the whole message: those before any patient or order. */
    List<String> notesOfAll() {
        return notesOf(MESSAGE);
    }

    /** The numbers of the NTE segments that belong to the segment at this position. */
    List<Integer> noteNumbersOf(int place) {
        return noteNumbers.getOrDefault(place, List.of());
    }

    private static Optional<String> note(Segment segment) {
        String text = segment.repetitions(3).stream().map(Part::laidOut).collect(Collectors.joining("\n"));
        return Optional.of(text).filter(note -> !note.isBlank());
    }

    private static boolean isSegment(String line, char separator) {
        return line.length() >= 3
                && NAME.matcher(line.substring(0, 3)).matches()
                && (line.length() == 3 || line.charAt(3) == separator);
    }

    private static MessageRefused noSegment(int line) {
        return notParsed(
                "Line " + line + " does not start with the name of a segment. If it is the rest of a text, send the"
                        + " line end in it as \\.br\\.");
    }

    private static MessageRefused restOfSegment(int line) {
        return notParsed(
                "Line " + line + " is the rest of the segment before it (ADD), and segments in parts are not read"
                        + " here. Send that segment whole.");
    }

    private static MessageRefused notParsed(String sentence) {
        return new MessageRefused(
                AcknowledgementCode.ERROR, Problems.error("", Problem.DATA_TYPE_ERROR, "not-parsed", sentence));
    }
}
