package org.platelink.server;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the FHIR server.
 *
 * @param largestBody the largest request body taken, after decompression
 * @param pageSize results a page where the client names no {@code _count}
 * @param largestPageSize results a page at most
 */
@ConfigurationProperties("platelink.server")
record FhirServerProperties(
        @DefaultValue("10MB") DataSize largestBody,
        @DefaultValue("20") int pageSize,
        @DefaultValue("1000") int largestPageSize) {}
