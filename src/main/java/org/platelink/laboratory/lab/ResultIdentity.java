package org.platelink.laboratory.lab;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What distinguishes a laboratory resource from others with the same number. Laboratories reuse numbers: two
 * analysers of a site number independently, specimen numbers restart each morning, and one order has the same analyte
 * at several times. So a number alone does not identify a result: its subject, its time and the numbering system do
 * so together with it.
 *
 * @param number the id that the resource has as long as no other resource has its number: {@link ResultKey#id}
 * @param following the ids that the next results alike in all of this would get in the same message: if one of them
 *     is stored, a message with only the first is ambiguous
 * @param alternative the other name of the same result, with its own number or without, under which it may be known;
 *     null if there is none
 * @param subject the id of the Patient
 * @param time the effective time, or the collection time of a specimen, as a FHIR dateTime; null if it was not sent
 * @param sender the numbering system (MSH-3 and MSH-4) for a number without an authority; null if it has one, or if
 *     it is unknown
 * @param correction whether the sender marks it as changing what was sent before
 * @param codes what was measured, each {@code system|code}, if the number does not depend on it; else empty
 * @param chosen whether the sender has chosen the id itself, so that no other resource can be meant
 */
public record ResultIdentity(
        String number,
        List<String> following,
        @Nullable String alternative,
        String subject,
        @Nullable String time,
        @Nullable String sender,
        boolean correction,
        Set<String> codes,
        boolean chosen) {

    public ResultIdentity {
        following = List.copyOf(following);
        codes = Set.copyOf(codes);
    }

    /** The identity of a resource whose id the sender has chosen. */
    public static ResultIdentity ofId(String id, String subject) {
        return new ResultIdentity(id, List.of(), null, subject, null, null, false, Set.of(), true);
    }

    /** The codes of an Observation, each {@code system|code} as in a key. */
    public static Set<String> codesOf(Observation result) {
        return result.getCode().getCoding().stream()
                .filter(Coding::hasCode)
                .map(coding -> ResultKey.code(String.valueOf(coding.getSystem()), coding.getCode()))
                .collect(Collectors.toSet());
    }

    /** The id that the resource gets if another one has its number. */
    public String apart() {
        String first = codes.stream().sorted().findFirst().orElse("");
        return ResultId.of(Stream.of("apart", number, subject, time, sender, first)
                .map(part -> part == null ? "" : part)
                .toArray(String[]::new));
    }

    /** The codes as one text, sorted; empty if there are none. */
    public String codesText() {
        return codes.stream().sorted().collect(Collectors.joining("\n"));
    }
}
