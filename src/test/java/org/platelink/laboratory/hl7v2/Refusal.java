package org.platelink.laboratory.hl7v2;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a message is refused with. */
final class Refusal {

    private Refusal() {}

    static MessageRefused of(ThrowingCallable reading) {
        MessageRefused refusal = catchThrowableOfType(MessageRefused.class, reading);
        if (refusal == null) {
            throw new AssertionError("The message was taken.");
        }
        return refusal;
    }
}
