package org.platelink.hl7v2;

/**
 * Who sends what to whom: the MSH segment. Parts that were not sent are empty; what has parts has its first ones joined by
 * {@code ^}.
 *
 * @param sendingApplication MSH-3
 * @param sendingFacility MSH-4
 * @param receivingApplication MSH-5
 * @param receivingFacility MSH-6
 * @param time MSH-7 as HL7 writes a time
 * @param messageCode MSH-9.1, such as {@code ORU}
 * @param triggerEvent MSH-9.2, such as {@code R01}
 * @param controlId MSH-10
 * @param processingId MSH-11.1
 * @param version MSH-12.1
 * @param acceptAcknowledgement MSH-15: AL, NE, ER, SU or empty
 * @param applicationAcknowledgement MSH-16: AL, NE, ER, SU or empty
 */
public record MessageHeader(
        String sendingApplication,
        String sendingFacility,
        String receivingApplication,
        String receivingFacility,
        String time,
        String messageCode,
        String triggerEvent,
        String controlId,
        String processingId,
        String version,
        String acceptAcknowledgement,
        String applicationAcknowledgement) {

    /** Whether it asks for the enhanced mode's acknowledgements (chapter 2, 2.9.3). */
    public boolean isEnhanced() {
        return !acceptAcknowledgement.isEmpty() || !applicationAcknowledgement.isEmpty();
    }
}
