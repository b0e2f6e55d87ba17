package org.platelink.laboratory.journal;

import org.jspecify.annotations.Nullable;

/**
 * One thing that keeps a message from being applied.
 *
 * @param reason why
 * @param place where in the message: {@code OBX[3]-6} counts the segments of the message from 1; a FHIRPath in FHIR
 * @param key what has to be mended, the same for all messages that wait for it, such as a code with its system; null if
 *     there is no such thing
 * @param sentence what is wrong and how to mend it, without anything of a patient
 */
public record Finding(Reason reason, String place, @Nullable String key, String sentence) {}
