package org.platelink.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the trail is kept.
 *
 * @param checkpoint how long from one signed checkpoint to the next
 * @param waiting how many events may wait to be written; requests beyond are refused with 503
 */
@ConfigurationProperties("platelink.audit")
record AuditProperties(@DefaultValue("10m") Duration checkpoint, @DefaultValue("10000") int waiting) {}
