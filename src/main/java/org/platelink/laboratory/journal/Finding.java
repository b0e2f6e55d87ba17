package org.platelink.laboratory.journal;

import org.jspecify.annotations.Nullable;

/**
 * One reason why a message, or a part of it, cannot be applied.
 *
 * @param reason the kind of reason
 * @param place where in the message: {@code OBX[3]-6} counts the segments of the message from 1; a FHIRPath in FHIR
 * @param key what has to be fixed, the same for all messages that wait for it, such as a code with its system; null
 *     if there is no such thing
 * @param sentence what is wrong and how to fix it, without any data of a patient
 */
public record Finding(Reason reason, String place, @Nullable String key, String sentence) {}
