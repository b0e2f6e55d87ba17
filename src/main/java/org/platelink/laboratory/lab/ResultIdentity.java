package org.platelink.laboratory.lab;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What tells a laboratory's resource from others that have its number. Laboratories use numbers twice: two analysers of a site
 * number independently, sample numbers begin anew each morning, and one order brings the same analyte of several times. So a
 * number alone says of no result which one it is: whose it is, when it was true and who numbered it say it too.
 *
 * @param number the id that the resource has as long as no other has its number: {@link ResultKey#id}
 * @param following the ids of what is alike in all of this and comes next in its message, if any did: where one is stored, the
 *     message that brings the first alone does not say which of them it means
 * @param alternative the name by which the same result is known where it comes with its own number or without; null if by none
 * @param subject the id of the Patient
 * @param time when it was true, or when the sample was taken, as FHIR writes a dateTime; null if nobody said
 * @param sender who numbers, where the number does not say whose it is (MSH-3 and MSH-4); null if it does, or nobody said
 * @param correction whether its sender says that it changes what was sent before
 * @param codes what was measured, each {@code system|code}, where the number does not depend on it; else empty
 * @param chosen whether its sender has chosen the id itself, so that nothing else can be meant
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

    /** Of a resource whose id its sender has chosen. */
    public static ResultIdentity ofId(String id, String subject) {
        return new ResultIdentity(id, List.of(), null, subject, null, null, false, Set.of(), true);
    }

    /** What an Observation measured, each {@code system|code} as it stands in a key. */
    public static Set<String> codesOf(Observation result) {
        return result.getCode().getCoding().stream()
                .filter(Coding::hasCode)
                .map(coding -> ResultKey.code(String.valueOf(coding.getSystem()), coding.getCode()))
                .collect(Collectors.toSet());
    }

    /** The id of the resource where another one has its number. */
    public String apart() {
        String first = codes.stream().sorted().findFirst().orElse("");
        return ResultId.of(Stream.of("apart", number, subject, time, sender, first)
                .map(part -> part == null ? "" : part)
                .toArray(String[]::new));
    }

    /** The codes as one text, in an order of their own; empty if there are none. */
    public String codesText() {
        return codes.stream().sorted().collect(Collectors.joining("\n"));
    }
}
