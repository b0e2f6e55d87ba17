package org.platelink.platform.server;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the FHIR server.
 *
 * @param largestBody the largest request body taken, after decompression
 * @param bodiesMemory what all bodies that are being read or worked on may have of memory; without it a 32nd of Java's heap, and
 *     at least that of four of the largest
 * @param pageSize results a page where the client names no {@code _count}
 * @param largestPageSize results a page at most
 */
@ConfigurationProperties("platelink.server")
record FhirServerProperties(
        @DefaultValue("10MB") DataSize largestBody,
        @Nullable DataSize bodiesMemory,
        @DefaultValue("20") int pageSize,
        @DefaultValue("1000") int largestPageSize) {

    BodyMemory memory() {
        return new BodyMemory(largestBody, bodiesMemory == null ? BodyMemory.ofHeap(largestBody) : bodiesMemory);
    }
}
