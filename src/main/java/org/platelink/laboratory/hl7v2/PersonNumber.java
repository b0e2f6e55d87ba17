package org.platelink.laboratory.hl7v2;

/**
 * A number by which somebody knows the patient (PID-3, or PID-2 and PID-4 of old versions). Parts that were not sent are
 * empty.
 *
 * @param id component 1
 * @param namespace the assigning authority's local name (component 4, first part)
 * @param universalId the assigning authority's universal name (component 4, second part)
 * @param universalIdType what kind of name that is, such as {@code ISO} (component 4, third part)
 * @param type what kind of number it is, such as {@code MR} (component 5)
 */
public record PersonNumber(String id, String namespace, String universalId, String universalIdType, String type) {

    /** Nothing of the person, so that no log or message gets it. */
    @Override
    public String toString() {
        return "a number of a person";
    }
}
