package org.platelink.security.access;

import java.util.regex.Pattern;

/**
 * Which ids a client may give, by PUT, to what does not exist yet. That an id is taken shows in the answer; so no id can be
 * chosen that somebody else could have chosen too.
 *
 * <p>A site's ids are its own and a dot before them, such as {@code site-b.0001}, with no other dot after it: one id is then
 * never two sites' whatever these are called. Ids without a dot belong to the site that came first. What the server counts or
 * draws itself, numbers and UUIDs, nobody chooses.
 */
final class ClientAssignedIds {

    /** Digits alone, or a UUID, before which what the rules derive has a word. */
    private static final Pattern SERVERS = Pattern.compile(
            "\\d+|(?:derived-)?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final SiteRegister sites;

    ClientAssignedIds(SiteRegister sites) {
        this.sites = sites;
    }

    /**
     * Whether a client may make a resource under an id of its choice.
     *
     * @param reach how far its right to update the type reaches
     */
    boolean mayBe(String id, Caller caller, AccessGrant reach) {
        String site = caller.site();
        // A hospital's system needs no ids: what it would learn from one that is taken is not its own.
        if (caller.role() == Role.EHR || site == null) {
            return caller.role() != Role.EHR && reach.isWhole();
        }
        int dot = id.lastIndexOf('.');
        return dot >= 0
                ? id.substring(0, dot).equals(site)
                : sites.isFirst(site) && !SERVERS.matcher(id).matches();
    }

    /** What to do instead, in words that are the same whatever is stored. */
    static String advice(Caller caller) {
        if (caller.site() == null || caller.role() == Role.EHR) {
            return "Send what is new with POST; the server gives it an id.";
        }
        return "Send what is new with POST, and the server gives it an id; or choose one that begins with "
                + caller.site() + ". and has no other dot.";
    }
}
