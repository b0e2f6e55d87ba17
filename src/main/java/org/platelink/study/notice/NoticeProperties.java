package org.platelink.study.notice;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of Subscription notifications.
 *
 * @param receivers the allowed receivers of notifications: scheme, host and, if it is not the default, port of the
 *     endpoints that a Subscription may have, such as {@code https://registry.example.org}; if empty, no
 *     notifications are sent
 * @param look the polling interval for changes
 * @param firstWait the delay before the first retry after a failure; it doubles with each further failure, up to an
 *     hour
 * @param attempts the number of failures in a row after which a Subscription is set to error
 */
@ConfigurationProperties("platelink.notice")
record NoticeProperties(
        @DefaultValue List<URI> receivers,
        @DefaultValue("2s") Duration look,
        @DefaultValue("5s") Duration firstWait,
        @DefaultValue("20") int attempts) {

    NoticeProperties {
        receivers = List.copyOf(receivers);
        for (URI receiver : receivers) {
            if (receiver.getHost() == null || !List.of("http", "https").contains(receiver.getScheme())) {
                throw new StartUpRefused(
                        "PLATELINK_NOTICE_RECEIVERS must be a list of addresses without a path, such as"
                                + " https://registry.example.org; " + receiver + " is none.");
            }
        }
    }

    /** Whether notifications may be sent to an endpoint. */
    boolean allows(URI endpoint) {
        return endpoint.getHost() != null
                && endpoint.getUserInfo() == null
                && receivers.stream().anyMatch(receiver -> isOf(receiver, endpoint));
    }

    private static boolean isOf(URI receiver, URI endpoint) {
        return receiver.getScheme().equalsIgnoreCase(endpoint.getScheme())
                && receiver.getHost().equalsIgnoreCase(endpoint.getHost())
                && receiver.getPort() == endpoint.getPort();
    }
}
