package org.platelink.laboratory.hl7v2;

/**
 * The two numbers of one sample (EIP). Parts that were not sent are empty.
 *
 * @param placed the orderer's (component 1)
 * @param filled the laboratory's (component 2)
 */
public record SampleNumber(EntityIdentifier placed, EntityIdentifier filled) {

    /** Nothing sent. */
    public static final SampleNumber NONE = new SampleNumber(EntityIdentifier.NONE, EntityIdentifier.NONE);

    /** Whether neither was sent. */
    public boolean isEmpty() {
        return placed.isEmpty() && filled.isEmpty();
    }

    /** Whether both name one sample: by one of the numbers at least, and by none of them another. */
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
