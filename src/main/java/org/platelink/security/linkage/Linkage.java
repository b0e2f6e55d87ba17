package org.platelink.security.linkage;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.platelink.security.access.Caller;
import org.platelink.security.linkage.LinkageAccessEvent.Act;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Links the identifiers by which a site knows persons to participants (pseudonyms), separately for each site. It does
 * not authorize the caller; that is up to the calling code. Each access is published as a {@link LinkageAccessEvent}.
 */
public class Linkage {

    private final LinkageTable table;
    private final LinkageKeys keys;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;
    private volatile boolean used;

    Linkage(LinkageTable table, LinkageKeys keys, TransactionOperations transaction, ApplicationEventPublisher events) {
        this.table = table;
        this.keys = keys;
        this.transaction = transaction;
        this.events = events;
        this.used = table.isUsed();
    }

    /** The result of linking an identifier to a participant. */
    public enum LinkResult {

        /** They are linked now. */
        ADDED,

        /** They were linked before. */
        KNOWN,

        /** The site has linked the identifier to another participant; nothing was changed. */
        TAKEN
    }

    /**
     * Links an identifier to a participant.
     *
     * @param site the id of the Organization that knows the person by the identifier
     * @param participant the id of a Patient of that site
     * @param caller who requests it; empty if it is the server itself
     */
    public LinkResult link(String site, PersonIdentifier identifier, String participant, Optional<Caller> caller) {
        // Set before the row becomes visible, so that a text that arrives meanwhile is compared with it.
        used = true;
        return told(caller, Act.LINK, site, participant, () -> {
            byte[] lookUp = keys.lookUpOf(identifier);
            LinkageTable.Row row = new LinkageTable.Row(
                    site,
                    lookUp,
                    identifier.asWord().map(keys::lookUpOf).orElse(null),
                    keys.sealed(identifier, bound(site, lookUp, participant)),
                    participant,
                    caller.map(Caller::client).orElse("server"));
            if (table.add(row, keys.checkValue())) {
                return LinkResult.ADDED;
            }
            String joined = table.participant(site, lookUp)
                    .orElseThrow(() -> new IllegalStateException(
                            "The linkage table was taken over by a server with another key."));
            return joined.equals(participant) ? LinkResult.KNOWN : LinkResult.TAKEN;
        });
    }

    /**
     * Finds the participant that a site knows by an identifier.
     *
     * @param site the id of an Organization
     * @param caller who requests it; empty if it is the server itself
     * @return the id of a Patient
     */
    public Optional<String> find(String site, PersonIdentifier identifier, Optional<Caller> caller) {
        return transaction.execute(status -> {
            Optional<String> found = table.participant(site, keys.lookUpOf(identifier));
            events.publishEvent(new LinkageAccessEvent(caller, Act.FIND_PARTICIPANT, site, found.orElse(null)));
            return found;
        });
    }

    /**
     * Finds the participants whose results a site's laboratory delivers. No event is published, because the result is
     * disclosed to nobody; what is then stored for the participants is recorded as a change.
     *
     * @param site the id of an Organization
     * @param identifiers by which the laboratory knows the person
     * @return the ids of Patients, more than one if the identifiers belong to several
     */
    public Set<String> participantsOf(String site, Collection<PersonIdentifier> identifiers) {
        Set<String> found = new TreeSet<>();
        identifiers.forEach(
                identifier -> table.participant(site, keys.lookUpOf(identifier)).ifPresent(found::add));
        return found;
    }

    /**
     * The identifiers by which a site knows a participant, in the order in which they were linked.
     *
     * @param site the id of an Organization
     * @param participant the id of a Patient
     * @param caller who requests it; empty if it is the server itself
     */
    public List<PersonIdentifier> identifiersOf(String site, String participant, Optional<Caller> caller) {
        return told(caller, Act.READ_IDENTIFIERS, site, participant, () -> table.rowsOf(site, participant).stream()
                .map(row -> keys.opened(row.sealed(), bound(row.site(), row.lookUp(), row.participant())))
                .toList());
    }

    /** Whether the table may contain any identifier. */
    boolean isUsed() {
        return used;
    }

    private <T> T told(Optional<Caller> caller, Act act, String site, String participant, Supplier<T> work) {
        return transaction.execute(status -> {
            T result = work.get();
            events.publishEvent(new LinkageAccessEvent(caller, act, site, participant));
            return result;
        });
    }

    /** The row data that a sealed identifier is bound to. */
    static String bound(String site, byte[] lookUp, String participant) {
        return site + "/" + HexFormat.of().formatHex(lookUp) + "/" + participant;
    }
}
