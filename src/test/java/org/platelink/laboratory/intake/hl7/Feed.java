package org.platelink.laboratory.intake.hl7;

import static org.platelink.laboratory.intake.Messages.oru;
import static org.platelink.laboratory.intake.Messages.platelets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a synthetic laboratory sends in a day: orders of three results, each sent, corrected, and corrected again
 * without its ALT; so the newest ALT is the one of the second state. The messages are in no order.
 */
final class Feed {

    private static final int STATES = 3;

    private final List<FeedMessage> messages = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();

    /**
     * A message of the feed.
     *
     * @param order the number of the order
     * @param state 1 is the oldest
     */
    record FeedMessage(String order, int state, String text) {}

    /**
     * Makes a feed.
     *
     * @param patients the numbers of the patients, who are ordered for in turns
     */
    Feed(List<String> patients, int orders, Random random) {
        for (int i = 0; i < orders; i++) {
            String order = "KILLED" + i;
            this.orders.add(order);
            for (int state = 1; state <= STATES; state++) {
                messages.add(sent(order, i, state, patients.get(i % patients.size())));
            }
        }
        Collections.shuffle(messages, random);
    }

    private static FeedMessage sent(String order, int number, int state, String patient) {
        String status = state == 1 ? "F" : "C";
        List<String> results = new ArrayList<>();
        results.add(platelets(count(number, state), status));
        results.add("NM|WBC^Leukocytes^L||4." + state + "|10*9/L|4-10|N|||" + status);
        if (state < STATES) {
            results.add("NM|ALT^ALT^L||3" + state + "|U/L|<40|N|||" + status);
        }
        String time = "2026030209%02d00+0800".formatted(state * 10);
        return new FeedMessage(
                order, state, oru(order + "S" + state, time, patient, order, time, results.toArray(String[]::new)));
    }

    private static String count(int number, int state) {
        return (20 + number) + "." + state;
    }

    List<FeedMessage> messages() {
        return messages;
    }

    /** The values that an order has at last, by their codes in LOINC. */
    Map<String, String> lastOf(String order) {
        return Map.of("777-3", count(orders.indexOf(order), STATES), "6690-2", "4.3", "1742-6", "32");
    }

    List<String> orders() {
        return orders;
    }
}
