package org.platelink.study.registry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of the public registry.
 *
 * @param smallestNumber the smallest enrolment count that is published
 * @param countEvery the maximum age of that count
 * @param maxAge how long a cache may use a response without revalidating it
 */
@ConfigurationProperties("platelink.registry")
record RegistryProperties(
        @DefaultValue("11") int smallestNumber,
        @DefaultValue("1m") Duration countEvery,
        @DefaultValue("1m") Duration maxAge) {}
