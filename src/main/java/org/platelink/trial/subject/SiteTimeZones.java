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

/**
 * In which time zone the days of a site are counted, as its Organization says it. A change of it is seen after a minute at
 * most.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/StructureDefinition/site-time-zone">Time zone of a site</a>
 */
public class SiteTimeZones {

    private static final String URL = "https://platelink.org/ig/msc-itp/StructureDefinition/site-time-zone";
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Function<String, Organization> sites;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * Nothing known yet.
     *
     * @param sites gives the Organization of an id, or throws that there is none
     */
    SiteTimeZones(Function<String, Organization> sites, Clock clock) {
        this.sites = sites;
        this.clock = clock;
    }

    /**
     * The time zone of a site; UTC if it names none, or none that there is.
     *
     * @param organizationId the id of its Organization; empty if there is none
     */
    public ZoneId of(String organizationId) {
        if (organizationId.isEmpty()) {
            return ZoneOffset.UTC;
        }
        Instant now = clock.instant();
        Known remembered = known.get(organizationId);
        if (remembered != null && now.isBefore(remembered.until())) {
            return remembered.zone();
        }
        try {
            ZoneId zone = zone(sites.apply(organizationId));
            known.put(organizationId, new Known(zone, now.plus(REMEMBERED)));
            return zone;
        } catch (ResourceNotFoundException | ResourceGoneException noSuchSite) {
            // Not remembered: there is no end of ids that are none.
            return ZoneOffset.UTC;
        }
    }

    private static ZoneId zone(Organization site) {
        Extension said = site.getExtensionByUrl(URL);
        try {
            return said == null || said.getValue() == null
                    ? ZoneOffset.UTC
                    : ZoneId.of(String.valueOf(said.getValue().primitiveValue()));
        } catch (DateTimeException noZone) {
            return ZoneOffset.UTC;
        }
    }

    private record Known(ZoneId zone, Instant until) {}
}
