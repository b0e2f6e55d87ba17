package org.platelink.trial.subject;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Organization;
import org.junit.jupiter.api.Test;

class SiteTimeZonesTests {

    private final Map<String, Organization> sites = new HashMap<>();
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final SiteTimeZones zones = new SiteTimeZones(this::site, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    private Organization site(String id) {
        if (!sites.containsKey(id)) {
            throw new ResourceNotFoundException("none");
        }
        return sites.get(id);
    }

    private static Organization in(String zone) {
        Organization site = new Organization();
        site.addExtension("https://platelink.org/ig/msc-itp/StructureDefinition/site-time-zone", new CodeType(zone));
        return site;
    }

    @Test
    void readsWhatTheSiteSays() {
        sites.put("a", in("Asia/Shanghai"));

        assertThat(zones.of("a")).isEqualTo(ZoneId.of("Asia/Shanghai"));
    }

    @Test
    void isUtcWhereNothingIsKnown() {
        sites.put("silent", new Organization());
        sites.put("wrong", in("Asia/Nowhere"));

        assertThat(zones.of("silent")).isEqualTo(ZoneOffset.UTC);
        assertThat(zones.of("wrong")).isEqualTo(ZoneOffset.UTC);
        assertThat(zones.of("unknown")).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void remembersItForAMinute() {
        sites.put("a", in("Asia/Shanghai"));
        zones.of("a");
        sites.put("a", in("Europe/Berlin"));

        now = now.plusSeconds(59);
        assertThat(zones.of("a")).isEqualTo(ZoneId.of("Asia/Shanghai"));
        now = now.plusSeconds(1);
        assertThat(zones.of("a")).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void aSiteThatIsMadeLaterIsSeenAtOnce() {
        zones.of("new");
        sites.put("new", in("Asia/Shanghai"));

        assertThat(zones.of("new")).isEqualTo(ZoneId.of("Asia/Shanghai"));
    }
}
