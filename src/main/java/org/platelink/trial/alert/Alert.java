package org.platelink.trial.alert;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Something about a subject that somebody should look at. There is one for each cause, whatever is derived how often.
 *
 * @param cause what tells it from others of its code: the reference of a result, the action of a visit
 * @param sentence what it says; it does not depend on the day on which it is derived
 * @param evidence the references of the resources on which it rests
 */
record Alert(AlertCode code, String cause, String sentence, List<String> evidence) {

    Alert {
        evidence = List.copyOf(evidence);
    }

    /** The id of its Flag. */
    String id(String subject) {
        return id(subject, code, cause);
    }

    static String id(String subject, AlertCode code, String cause) {
        String about = String.join("\n", subject, code.code(), cause);
        return "alert-" + UUID.nameUUIDFromBytes(about.getBytes(StandardCharsets.UTF_8));
    }
}
