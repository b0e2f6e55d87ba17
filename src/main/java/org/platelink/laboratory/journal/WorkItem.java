package org.platelink.laboratory.journal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that has to be fixed at a site, with the messages that wait for it.
 *
 * @param reason why they wait
 * @param key what has to be fixed, such as a code with its system; null if it is about one message
 * @param sentence what to do
 * @param messages how many wait
 * @param since when the first of them was received
 * @param examples the ids of the first of them, ten at most
 * @param results how many of their results it is about; 0 if it is not about single results
 */
public record WorkItem(
        Reason reason,
        @Nullable String key,
        String sentence,
        int messages,
        Instant since,
        List<UUID> examples,
        int results) {

    public WorkItem {
        examples = List.copyOf(examples);
    }
}
