package org.platelink.security.audit;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the trail is kept.
 *
 * @param checkpoint how long from one signed checkpoint to the next, where something was written since
 * @param waiting how many events may wait to be written; requests beyond are refused with 503
 * @param anonymous how many requests without a known client that are refused, or name a patient, get an event each in a minute,
 *     at most half of them from one address; the others are counted
 * @param anchor where checkpoints are kept besides, out of reach of who owns this machine: {@code file:/…}, {@code https://…},
 *     {@code syslog://host:port} or {@code syslogs://host:port}; null if nowhere
 */
@ConfigurationProperties("platelink.audit")
record AuditProperties(
        @DefaultValue("1s") Duration checkpoint,
        @DefaultValue("10000") int waiting,
        @DefaultValue("300") int anonymous,
        @Nullable URI anchor) {}
