package org.platelink.laboratory.hl7v2;

/**
 * An identifier of an order, a specimen or a result (HL7 data type EI). Components that were not sent are empty.
 *
 * @param id component 1
 * @param namespace the assigning authority's local name (component 2)
 * @param universalId the assigning authority's universal id (component 3)
 * @param universalIdType the type of the universal id, such as {@code ISO} for an OID (component 4)
 */
public record EntityIdentifier(String id, String namespace, String universalId, String universalIdType) {

    /** No identifier was sent. */
    public static final EntityIdentifier NONE = new EntityIdentifier("", "", "", "");

    /** Whether no identifier was sent. */
    public boolean isEmpty() {
        return id.isEmpty();
    }
}
