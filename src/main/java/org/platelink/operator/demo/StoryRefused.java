package org.platelink.operator.demo;

import java.util.Objects;
import org.platelink.operator.demo.request.Step;

/** Thrown when the server refuses a request, so that the rest of the subject's story cannot be sent. */
final class StoryRefused extends RuntimeException {

    StoryRefused(int subject, Step step, Answer answer) {
        super("Refused: " + step.about() + " of subject " + subject + ". " + answer.sentence());
    }

    /** Never null: it is made with a sentence. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
