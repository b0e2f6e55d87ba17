package org.platelink.platform.server;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties with the limits of the FHIR server.
 *
 * @param largestBody the largest request body taken, after decompression
 * @param bodiesMemory memory budget for all bodies that are being read or processed; by default a 32nd of the Java
 *     heap, and at least four times the largest body
 * @param pageSize default page size, where the client names no {@code _count}
 * @param largestPageSize maximum page size
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
