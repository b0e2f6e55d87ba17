package org.platelink.security.audit;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the audit trail ({@code platelink.audit}).
 *
 * @param checkpoint the interval between signed checkpoints, where something was written since the last one
 * @param waiting how many events may wait to be written; requests beyond that are refused with 503
 * @param anonymous how many requests without a known client that are refused, or name a patient, get an event each
 *     per minute, at most half of them from one address; the others are counted
 * @param anchor a second place for checkpoints, out of reach of whoever controls this machine: {@code file:/…},
 *     {@code https://…}, {@code syslog://host:port} or {@code syslogs://host:port}; null if there is none
 */
@ConfigurationProperties("platelink.audit")
record AuditProperties(
        @DefaultValue("1s") Duration checkpoint,
        @DefaultValue("10000") int waiting,
        @DefaultValue("300") int anonymous,
        @Nullable URI anchor) {}
