package org.platelink.analytics.sqlonfhir;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the tables may take of the server.
 *
 * @param runsAtOnce how many views are run at the same time for who waits for their rows; one more is asked to
 *     come back. One client has at most half of them
 */
@ConfigurationProperties("platelink.sql-on-fhir")
record SqlOnFhirProperties(@DefaultValue("4") int runsAtOnce) {}
