package org.platelink.laboratory.journal;

import java.util.List;

/**
 * What a numbered message states, by which it is recognised when its sender sends it again.
 *
 * @param text its text without the fields that a sender writes anew when it sends the same again (MSH-7, MSH-10)
 * @param orders the numbers of its orders, each with its patient's
 * @param corrects whether it says that it corrects something, without saying when that was issued
 */
public record MessageStatement(byte[] text, List<String> orders, boolean corrects) {

    public MessageStatement {
        orders = List.copyOf(orders);
    }
}
