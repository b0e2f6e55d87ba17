package org.platelink.study.registry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is published, and how long it may be kept.
 *
 * @param smallestNumber the smallest number of enrolled subjects that is published
 * @param countEvery how old that number may be
 * @param maxAge how long a cache may keep an answer without asking again
 */
@ConfigurationProperties("platelink.registry")
record RegistryProperties(
        @DefaultValue("11") int smallestNumber,
        @DefaultValue("1m") Duration countEvery,
        @DefaultValue("1m") Duration maxAge) {}
