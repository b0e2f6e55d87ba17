package org.platelink.laboratory.journal;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties of the journal ({@code platelink.journal}).
 *
 * @param key the master key, 32 random bytes in base64, in place of the file {@code keys/journal.key};
 *     {@code PLATELINK_JOURNAL_KEY} in the environment
 */
@ConfigurationProperties("platelink.journal")
record JournalProperties(@Nullable String key) {

    /** Without the key, so that it is not logged. */
    @Override
    public String toString() {
        return "JournalProperties";
    }
}
