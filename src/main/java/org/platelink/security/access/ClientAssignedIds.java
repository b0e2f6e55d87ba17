package org.platelink.security.access;

import java.util.regex.Pattern;

/**
 * Decides which ids a client may assign by PUT to a resource that does not exist yet. The answer reveals whether an
 * id is taken, so no client may choose an id that another one could have chosen too.
 *
 * <p>A site's ids consist of its own id and a dot as a prefix, such as {@code site-b.0001}, with no other dot after
 * it; so no id can belong to two sites, whatever these are called. Ids without a dot belong to the site that was
 * registered first. Ids that the server assigns itself, numbers and UUIDs, cannot be chosen.
 */
final class ClientAssignedIds {

    /** Digits only, or a UUID; the UUIDs of derived resources have a prefix. */
    private static final Pattern SERVERS = Pattern.compile(
            "\\d+|(?:derived-)?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final SiteRegister sites;

    ClientAssignedIds(SiteRegister sites) {
        this.sites = sites;
    }

    /**
     * Whether a client may create a resource under an id of its choice.
     *
     * @param reach the grant of its right to update the type
     */
    boolean mayBe(String id, Caller caller, AccessGrant reach) {
        String site = caller.site();
        // A hospital's system needs no ids of its own, and would learn from a taken id something about others.
        if (caller.role() == Role.EHR || site == null) {
            return caller.role() != Role.EHR && reach.isWhole();
        }
        int dot = id.lastIndexOf('.');
        return dot >= 0
                ? id.substring(0, dot).equals(site)
                : sites.isFirst(site) && !SERVERS.matcher(id).matches();
    }

    /** Advice on what to do instead; the text does not depend on what is stored. */
    static String advice(Caller caller) {
        if (caller.site() == null || caller.role() == Role.EHR) {
            return "Send what is new with POST; the server gives it an id.";
        }
        return "Send what is new with POST, and the server gives it an id; or choose one that begins with "
                + caller.site() + ". and has no other dot.";
    }
}
