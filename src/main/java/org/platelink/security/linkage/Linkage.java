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
 * Joins identifiers of persons to participants, site by site. Whether the caller may is for the one who calls to know; each
 * use is published as {@link LinkageAccessEvent}.
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

    /** How it went to join an identifier to a participant. */
    public enum Linking {

        /** They are joined now. */
        ADDED,

        /** They were joined before. */
        KNOWN,

        /** The site has joined the identifier to another participant; nothing was changed. */
        TAKEN
    }

    /**
     * Joins an identifier to a participant.
     *
     * @param site the id of the Organization that knows the person by the identifier
     * @param participant the id of a Patient of that site
     * @param caller who wants it; empty if it is the server itself
     */
    public Linking link(String site, PersonIdentifier identifier, String participant, Optional<Caller> caller) {
        // Before the row can be seen: a text that comes meanwhile is then compared with it.
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
                return Linking.ADDED;
            }
            String joined = table.participant(site, lookUp)
                    .orElseThrow(() -> new IllegalStateException(
                            "The linkage table was taken over by a server with another key."));
            return joined.equals(participant) ? Linking.KNOWN : Linking.TAKEN;
        });
    }

    /**
     * Finds whom a site knows by an identifier.
     *
     * @param site the id of an Organization
     * @param caller who wants to know; empty if it is the server itself
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
     * Whose results a site's laboratory delivers. Nobody is told, so nothing is published: what is then stored for them is.
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
     * The identifiers by which a site knows a participant, in the order in which they were joined.
     *
     * @param site the id of an Organization
     * @param participant the id of a Patient
     * @param caller who wants to know; empty if it is the server itself
     */
    public List<PersonIdentifier> identifiersOf(String site, String participant, Optional<Caller> caller) {
        return told(caller, Act.READ_IDENTIFIERS, site, participant, () -> table.rowsOf(site, participant).stream()
                .map(row -> keys.opened(row.sealed(), bound(row.site(), row.lookUp(), row.participant())))
                .toList());
    }

    /** Whether there may be any identifier in the table. */
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

    /** What a sealed identifier is bound to. */
    static String bound(String site, byte[] lookUp, String participant) {
        return site + "/" + HexFormat.of().formatHex(lookUp) + "/" + participant;
    }
}
