package org.platelink.security.run;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of runs, below {@code platelink.run}.
 *
 * @param analysesAtOnce how many operations that judge or count the records of subjects run at the same time; one
 *     client has at most half of them
 * @param longest how long a run may take whose client waits for the response
 * @param longestInBackground how long an export may take
 */
@ConfigurationProperties("platelink.run")
record RunProperties(
        @DefaultValue("8") int analysesAtOnce,
        @DefaultValue("10m") Duration longest,
        @DefaultValue("6h") Duration longestInBackground) {}
