package org.platelink.laboratory.hl7v2;

/**
 * The organization that performed a measurement (OBX-23, XON, and OBX-24). Parts that were not sent are empty.
 *
 * @param name component 1
 * @param number component 10, or 3, with the assigning authority (component 6), such as the one of CLIA
 * @param numberType what kind of number it is, of HL7 table 0203 (component 7)
 * @param address OBX-24
 */
public record Laboratory(String name, EntityIdentifier number, String numberType, PostalAddress address) {

    /** Nothing sent. */
    public static final Laboratory NONE = new Laboratory("", EntityIdentifier.NONE, "", PostalAddress.NONE);

    /** Whether it has neither a name nor a number; an address alone says of nobody who it is. */
    public boolean isNameless() {
        return name.isEmpty() && number.isEmpty();
    }
}
