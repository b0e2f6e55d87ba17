package org.platelink.operator.operator;

/**
 * What is sent in one request, byte for byte as it stands in its file.
 *
 * @param number of it in its file, from 1
 * @param label by which a person knows it: the control id of a message (MSH-10), the type of a resource
 * @param path where it is sent, below the server's address
 * @param contentType of it
 * @param content the bytes
 */
record Delivery(int number, String label, String path, String contentType, byte[] content) {

    static final String FHIR = "application/fhir+json";
    static final String HL7 = "application/hl7-v2";

    boolean isFhir() {
        return contentType.equals(FHIR);
    }
}
