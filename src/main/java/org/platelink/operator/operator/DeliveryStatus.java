package org.platelink.operator.operator;

import java.util.List;

/**
 * The result of a delivery.
 *
 * @param status the HTTP status
 * @param code the acknowledgement code (MSA-1); {@code -} if there is none
 * @param fate the status of the message in the journal; {@code not-taken} if the server did not store it
 * @param isGood whether its results are stored
 * @param findings the reasons why they are not
 */
record DeliveryStatus(int status, String code, String fate, boolean isGood, List<DeliveryFinding> findings) {

    DeliveryStatus {
        findings = List.copyOf(findings);
    }

    /**
     * One finding, in the server's words.
     *
     * @param reason its code
     * @param place its place in the message
     * @param text its explanation
     */
    record DeliveryFinding(String reason, String place, String text) {}
}
