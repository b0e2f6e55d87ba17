package org.platelink.analytics.export;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of exports, {@code platelink.export}.
 *
 * @param atOnce how many jobs a node runs at the same time; one client has at most half of them
 * @param ofAClient how many unfinished jobs one client may have
 * @param kept how long the files can be fetched
 */
@ConfigurationProperties("platelink.export")
record ExportProperties(
        @DefaultValue("2") int atOnce, @DefaultValue("5") int ofAClient, @DefaultValue("24h") Duration kept) {}
