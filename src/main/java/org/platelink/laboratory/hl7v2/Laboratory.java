package org.platelink.laboratory.hl7v2;

/**
 * The organization that performed a measurement (OBX-23, XON, and OBX-24). Components that were not sent are empty.
 *
 * @param name component 1
 * @param number component 10, or 3, with the assigning authority (component 6), such as a CLIA number
 * @param numberType the type of the number, from HL7 table 0203 (component 7)
 * @param address OBX-24
 */
public record Laboratory(String name, EntityIdentifier number, String numberType, PostalAddress address) {

    /** No organization was sent. */
    public static final Laboratory NONE = new Laboratory("", EntityIdentifier.NONE, "", PostalAddress.NONE);

    /** Whether it has neither a name nor a number. An address alone does not identify an organization. */
    public boolean isNameless() {
        return name.isEmpty() && number.isEmpty();
    }
}
