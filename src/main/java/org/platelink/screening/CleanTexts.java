package org.platelink.screening;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** Short texts in which nothing tells itself: laboratories say the same words again and again. One that tells is never kept. */
final class CleanTexts {

    private static final int MOST = 5_000;
    private static final int LONGEST = 100;
    private final Cache<String, Boolean> kept =
            Caffeine.newBuilder().maximumSize(MOST).build();

    boolean has(String text) {
        return text.length() <= LONGEST && kept.getIfPresent(text) != null;
    }

    void add(String text) {
        if (text.length() <= LONGEST) {
            kept.put(text, Boolean.TRUE);
        }
    }
}
