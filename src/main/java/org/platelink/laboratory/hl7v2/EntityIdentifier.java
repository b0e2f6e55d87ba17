package org.platelink.laboratory.hl7v2;

/**
 * An identifier of an order, a sample or a result (EI). Parts that were not sent are empty.
 *
 * @param id component 1
 * @param namespace the assigner's local name (component 2)
 * @param universalId the assigner's universal name (component 3)
 * @param universalIdType what kind of name that is, such as {@code ISO} for an OID (component 4)
 */
public record EntityIdentifier(String id, String namespace, String universalId, String universalIdType) {

    /** Nothing sent. */
    public static final EntityIdentifier NONE = new EntityIdentifier("", "", "", "");

    /** Whether no identifier was sent. */
    public boolean isEmpty() {
        return id.isEmpty();
    }
}
