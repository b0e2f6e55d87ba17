package org.platelink.laboratory.journal;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How messages are kept.
 *
 * @param key 32 random bytes in base64, in place of the file {@code keys/journal.key}; {@code PLATELINK_JOURNAL_KEY} in the
 *     environment
 */
@ConfigurationProperties("platelink.journal")
record JournalProperties(@Nullable String key) {

    /** Not the key. */
    @Override
    public String toString() {
        return "JournalProperties";
    }
}
