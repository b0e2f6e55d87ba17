package org.platelink.laboratory.intake.queue;

import java.time.Duration;
import java.util.Set;
import org.platelink.laboratory.lab.SiteOptions;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of the laboratory intake ({@code platelink.intake}).
 *
 * @param processingIds which messages are taken by MSH-11: {@code P} of live systems, {@code T} of tests, {@code D}
 *     of debugging
 * @param waiting how many messages may wait to be applied; with more, a sender is told to send again later
 * @param workers the number of worker threads; some wait for the disk while others work
 * @param attempts how often the server tries a message on which it fails, before it parks the message
 * @param parkedIsError sites whose engines are told by AE that a message is parked; others are told by AA with a
 *     warning, since some engines stop their queue at an AE
 * @param controlIds how control ids (MSH-10) are held to be unique
 * @param partialOff sites whose messages are stored whole or not at all; {@code *} is every site. At others a result
 *     that waits for an entry of the site's map does not hold back the rest of its message
 * @param documents sites whose results tell of documents (OBX-5 of type ED), which stay in the journal; {@code *} is
 *     every site. At others such a result waits
 */
@ConfigurationProperties("platelink.intake")
public record IntakeProperties(
        @DefaultValue("P") Set<String> processingIds,
        @DefaultValue("1000") int waiting,
        @DefaultValue("4") int workers,
        @DefaultValue("6") int attempts,
        @DefaultValue Set<String> parkedIsError,
        @DefaultValue ControlIds controlIds,
        @DefaultValue Set<String> partialOff,
        @DefaultValue Set<String> documents) {

    public IntakeProperties {
        processingIds = Set.copyOf(processingIds);
        parkedIsError = Set.copyOf(parkedIsError);
        partialOff = Set.copyOf(partialOff);
        documents = Set.copyOf(documents);
    }

    /** The options of a site for the translation of its messages. */
    public SiteOptions options(String site) {
        return new SiteOptions(!names(partialOff, site), names(documents, site));
    }

    private static boolean names(Set<String> sites, String site) {
        return sites.contains(site) || sites.contains("*");
    }

    /**
     * How control ids (MSH-10) are held to be unique.
     *
     * @param kept how long an accepted message holds its control id, and how long a message with the same content is
     *     its duplicate; after that the same id may be another message's, as of senders that restart their numbers
     *     each day
     */
    public record ControlIds(@DefaultValue("24h") Duration kept) {

        public ControlIds {
            if (kept.isNegative()) {
                throw new StartUpRefused(
                        "the intake cannot use what it was given as platelink.intake.control-ids.kept; give a"
                                + " time, such as 24h.");
            }
        }
    }
}
