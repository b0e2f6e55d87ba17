package org.platelink.lab;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The ids of what laboratories send: UUIDs of version 5 (RFC 9562), made of what identifies a result, so that the same
 * result has the same id whenever and whichever way it comes.
 */
public final class ResultId {

    private static final UUID NAMESPACE = UUID.fromString("3f0f2a2e-6f0e-5b62-9c8e-0c8a5f1d7b10");

    private ResultId() {}

    /**
     * The id of a key.
     *
     * @param parts what identifies the resource; no two lists of parts give the same id
     */
    public static String of(String... parts) {
        throw new UnsupportedOperationException(NAMESPACE + new String(new byte[0], StandardCharsets.UTF_8));
    }
}
