package org.platelink.intake;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How laboratories' messages are taken.
 *
 * @param processingIds which messages are taken by MSH-11: {@code P} of live systems, {@code T} of tests, {@code D} of
 *     debugging
 * @param waiting how many messages may wait for their turn; with more, a sender is asked to come again later
 * @param workers how many are applied at once; some wait for the disk while others work
 * @param attempts how often the server tries a message on which it fails, before it parks it
 * @param parkedIsError sites whose engines are to be told by AE that a message is parked; others are told by AA with a
 *     warning, since some engines stop their queue at an AE
 */
@ConfigurationProperties("platelink.intake")
record IntakeProperties(
        @DefaultValue("P") Set<String> processingIds,
        @DefaultValue("1000") int waiting,
        @DefaultValue("4") int workers,
        @DefaultValue("6") int attempts,
        @DefaultValue Set<String> parkedIsError) {

    IntakeProperties {
        processingIds = Set.copyOf(processingIds);
        parkedIsError = Set.copyOf(parkedIsError);
    }
}
