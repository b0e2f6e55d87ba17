package org.platelink.security.screening;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cache of short texts and URIs in which no identifier pattern was found, because laboratories send the same ones
 * repeatedly. A text with a finding is never cached.
 */
final class CleanTexts {

    private static final int MOST = 5_000;
    private static final int LONGEST = 100;
    private final Cache<String, Boolean> kept =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private final Cache<String, List<String>> addresses =
            Caffeine.newBuilder().maximumSize(MOST).build();

    boolean has(String text) {
        return text.length() <= LONGEST && kept.getIfPresent(text) != null;
    }

    void add(String text) {
        if (text.length() <= LONGEST) {
            kept.put(text, Boolean.TRUE);
        }
    }

    /** The words of a cached URI; null if it is not cached. */
    @Nullable
    List<String> wordsOf(String uri) {
        return uri.length() <= LONGEST ? addresses.getIfPresent(uri) : null;
    }

    void add(String uri, List<String> words) {
        if (uri.length() <= LONGEST) {
            addresses.put(uri, words);
        }
    }
}
