package org.platelink.analytics.sqlonfhir;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of SQL on FHIR, {@code platelink.sql-on-fhir}.
 *
 * @param runsAtOnce how many {@code $sql-run} requests run at the same time; a further one is asked to come back. One
 *     client has at most half of them
 */
@ConfigurationProperties("platelink.sql-on-fhir")
record SqlOnFhirProperties(@DefaultValue("4") int runsAtOnce) {}
