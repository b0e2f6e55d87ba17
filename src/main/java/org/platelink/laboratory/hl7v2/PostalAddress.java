package org.platelink.laboratory.hl7v2;

import java.util.List;

/**
 * An address (HL7 data type XAD), without the addressee. Components that were not sent are empty.
 *
 * @param lines street address, street and house number (component 1) and other designation (component 2), without
 *     those that were not sent
 * @param city component 3
 * @param state component 4
 * @param postalCode component 5
 * @param country component 6
 * @param type component 7, of HL7 table 0190, such as {@code B} for a business
 * @param district component 9
 */
public record PostalAddress(
        List<String> lines,
        String city,
        String state,
        String postalCode,
        String country,
        String type,
        String district) {

    /** No address was sent. */
    public static final PostalAddress NONE = new PostalAddress(List.of(), "", "", "", "", "", "");

    public PostalAddress {
        lines = List.copyOf(lines);
    }

    /** Whether all components but the type are empty. */
    public boolean isEmpty() {
        return lines.isEmpty()
                && city.isEmpty()
                && state.isEmpty()
                && postalCode.isEmpty()
                && country.isEmpty()
                && district.isEmpty();
    }
}
