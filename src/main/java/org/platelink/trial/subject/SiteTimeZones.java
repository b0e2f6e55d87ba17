package org.platelink.trial.subject;

import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Organization;
import org.platelink.platform.canonical.CanonicalUrls;

/**
 * Cache of the time zones of the sites, as their Organizations state them. A change takes effect after one minute at
 * most. Thread-safe.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/StructureDefinition/site-time-zone">Time zone of a site</a>
 */
public class SiteTimeZones {

    static final String URL = CanonicalUrls.STRUCTURE_DEFINITION + "site-time-zone";
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Function<String, Organization> sites;
    private final Clock clock;
    private final Map<String, CachedZone> zones = new ConcurrentHashMap<>();

    /**
     * Creates an empty cache.
     *
     * @param sites reads the Organization with an id, or throws if there is none
     */
    SiteTimeZones(Function<String, Organization> sites, Clock clock) {
        this.sites = sites;
        this.clock = clock;
    }

    /**
     * The time zone of a site; UTC if it states none, or one that does not exist.
     *
     * @param organizationId the id of its Organization; empty if there is none
     */
    public ZoneId of(String organizationId) {
        if (organizationId.isEmpty()) {
            return ZoneOffset.UTC;
        }
        Instant now = clock.instant();
        CachedZone remembered = zones.get(organizationId);
        if (remembered != null && now.isBefore(remembered.until())) {
            return remembered.zone();
        }
        try {
            ZoneId zone = zone(sites.apply(organizationId));
            zones.put(organizationId, new CachedZone(zone, now.plus(REMEMBERED)));
            return zone;
        } catch (ResourceNotFoundException | ResourceGoneException noSuchSite) {
            // Not cached: the number of unknown ids is unbounded.
            return ZoneOffset.UTC;
        }
    }

    /** Whether the extension names a region of the IANA time zone database, or UTC. */
    static boolean isOne(Extension extension) {
        String name = extension.getValue() == null ? "" : extension.getValue().primitiveValue();
        return ZoneId.getAvailableZoneIds().contains(String.valueOf(name));
    }

    private static ZoneId zone(Organization site) {
        Extension extension = site.getExtensionByUrl(URL);
        try {
            return extension == null || extension.getValue() == null
                    ? ZoneOffset.UTC
                    : ZoneId.of(String.valueOf(extension.getValue().primitiveValue()));
        } catch (DateTimeException noZone) {
            return ZoneOffset.UTC;
        }
    }

    private record CachedZone(ZoneId zone, Instant until) {}
}
