package org.platelink.laboratory.hl7v2;

/**
 * The placer's and the filler's identifier of one specimen (HL7 data type EIP). Components that were not sent are
 * empty.
 *
 * @param placed the placer's (component 1)
 * @param filled the filler's, that is the laboratory's (component 2)
 */
public record SampleNumber(EntityIdentifier placed, EntityIdentifier filled) {

    /** No identifier was sent. */
    public static final SampleNumber NONE = new SampleNumber(EntityIdentifier.NONE, EntityIdentifier.NONE);

    /** Whether neither was sent. */
    public boolean isEmpty() {
        return placed.isEmpty() && filled.isEmpty();
    }

    /**
     * Whether both identify the same specimen: at least one of the two identifiers matches, and neither contradicts.
     */
    public boolean isOf(SampleNumber other) {
        return isSame(placed, other.placed) && !isOther(filled, other.filled)
                || isSame(filled, other.filled) && !isOther(placed, other.placed);
    }

    private static boolean isSame(EntityIdentifier one, EntityIdentifier other) {
        boolean sameNamespace = one.namespace().equals(other.namespace())
                || one.namespace().isEmpty()
                || other.namespace().isEmpty();
        return !one.isEmpty() && one.id().equals(other.id()) && sameNamespace;
    }

    private static boolean isOther(EntityIdentifier one, EntityIdentifier other) {
        return !one.isEmpty() && !other.isEmpty() && !isSame(one, other);
    }
}
