package org.platelink.security.linkage;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the linkage table ({@code platelink.linkage}).
 *
 * @param key 32 random bytes in base64, in place of the file {@code keys/linkage.key}; {@code PLATELINK_LINKAGE_KEY}
 *     in the environment
 */
@ConfigurationProperties("platelink.linkage")
record LinkageProperties(@Nullable String key) {

    /** Does not contain the key. */
    @Override
    public String toString() {
        return "LinkageProperties";
    }
}
