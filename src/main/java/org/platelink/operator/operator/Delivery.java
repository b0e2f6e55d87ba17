package org.platelink.operator.operator;

/**
 * The content of one HTTP request, byte for byte as in its file.
 *
 * @param number the number of the message in its file, from 1
 * @param label a label for people: the control id of a message (MSH-10), or the type of a resource
 * @param path the path of the request, below the server's address
 * @param contentType the media type of the content
 * @param content the bytes
 */
record Delivery(int number, String label, String path, String contentType, byte[] content) {

    static final String FHIR = "application/fhir+json";
    static final String HL7 = "application/hl7-v2";

    boolean isFhir() {
        return contentType.equals(FHIR);
    }
}
