package org.platelink.study.notice;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may be told, and how.
 *
 * @param receivers scheme and host, and port if it is not the usual one, of those whose addresses a Subscription may have,
 *     such as {@code https://registry.example.org}; nobody, if there is none
 * @param look how often changes are looked for
 * @param firstWait how long after a failure it is tried again, twice as long after each further one, and at most an hour
 * @param attempts after how many failures in a row a Subscription is given up
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

    /** Whether somebody at an address may be told. */
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
