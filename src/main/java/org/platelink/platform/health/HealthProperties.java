package org.platelink.platform.health;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration property with the limit at which the server becomes unhealthy.
 *
 * @param leastDisk how much must be free where the data folder is; below, the server is down before its database
 *     fails
 */
@ConfigurationProperties("platelink.health")
record HealthProperties(@DefaultValue("256MB") DataSize leastDisk) {}
