package org.platelink.operator.operator;

import java.util.List;

/**
 * What became of a delivery.
 *
 * @param status of HTTP
 * @param code of the acknowledgement (MSA-1); {@code -} if there is none
 * @param fate as the journal says it; {@code not-taken} if the server did not keep it
 * @param isGood whether its results are stored
 * @param findings why they are not
 */
record DeliveryStatus(int status, String code, String fate, boolean isGood, List<Found> findings) {

    DeliveryStatus {
        findings = List.copyOf(findings);
    }

    /**
     * One finding, as the server words it.
     *
     * @param reason its code
     * @param place in the message
     * @param text a sentence
     */
    record Found(String reason, String place, String text) {}
}
