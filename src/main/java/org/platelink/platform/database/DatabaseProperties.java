package org.platelink.platform.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the data folder, {@code platelink.*}.
 *
 * @param home the data folder; {@code PLATELINK_HOME} in the environment
 */
@ConfigurationProperties("platelink")
record DatabaseProperties(@DefaultValue("data") String home) {}
