package org.platelink.laboratory.hl7v2;

/**
 * A patient identifier (PID-3, or PID-2 and PID-4 of old versions). Components that were not sent are empty.
 *
 * @param id component 1
 * @param namespace the assigning authority's local name (component 4, first part)
 * @param universalId the assigning authority's universal id (component 4, second part)
 * @param universalIdType the type of the universal id, such as {@code ISO} (component 4, third part)
 * @param type the identifier type, such as {@code MR} (component 5)
 */
public record PersonNumber(String id, String namespace, String universalId, String universalIdType, String type) {

    /** Omits personal data, to keep it out of logs and messages. */
    @Override
    public String toString() {
        return "a number of a person";
    }
}
