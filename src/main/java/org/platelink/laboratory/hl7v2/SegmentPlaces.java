package org.platelink.laboratory.hl7v2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of the NTE and SPM segments of a message, by the segment they belong to, for use as locations in
 * findings.
 */
public final class SegmentPlaces {

    private static final Set<String> OF_ONE = Set.of("OBR", "OBX", "SPM");

    private final Map<String, List<Integer>> notes = new HashMap<>();
    private final Map<Integer, List<Integer>> samples = new HashMap<>();

    private final List<Integer> ofAll = new ArrayList<>();

    private SegmentPlaces() {}

    /**
     * Collects the numbers of a message.
     *
     * @throws MessageRefused if it cannot be split into segments
     */
    public static SegmentPlaces of(MessageText message) {
        SegmentPlaces places = new SegmentPlaces();
        MessageSegments segments = MessageSegments.of(message);
        places.ofAll.addAll(segments.noteNumbersOfAll());
        int order = 0;
        for (int place = 0; place < segments.names().size(); place++) {
            String name = segments.names().get(place);
            int number = segments.numberOf(place);
            if (name.equals("OBR")) {
                order = number;
            } else if (name.equals("SPM")) {
                places.samples
                        .computeIfAbsent(order, absent -> new ArrayList<>())
                        .add(number);
            }
            if (!OF_ONE.contains(name)) {
                places.ofAll.addAll(segments.noteNumbersOf(place));
            }
            places.notes.put(name + "[" + number + "]", segments.noteNumbersOf(place));
        }
        return places;
    }

    /**
     * The numbers of the NTE segments that belong to a segment, from 1 on over the whole message.
     *
     * @param segment such as {@code OBX[3]}
     */
    public List<Integer> notes(String segment) {
        return notes.getOrDefault(segment, List.of());
    }

    /**
     * The numbers of the NTE segments that are reported with an order: its own and those of its specimens, of the
     * patient and of the whole message.
     *
     * @param order the number of its OBR
     */
    public List<Integer> notesOfOrder(int order) {
        List<Integer> numbers = new ArrayList<>(ofAll);
        numbers.addAll(notes("OBR[" + order + "]"));
        samples(order).forEach(sample -> numbers.addAll(notes("SPM[" + sample + "]")));
        return numbers;
    }

    /** The numbers of the SPM segments of an order, given the number of its OBR. */
    public List<Integer> samples(int order) {
        return samples.getOrDefault(order, List.of());
    }
}
