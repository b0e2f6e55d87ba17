package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.UsageContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.LabMaps;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A site's coordinator keeps the maps of its laboratory, and nobody else's. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class LabMapAccessIT {

    private static final String VENUE = "context=https://platelink.org/site|";

    private final int port;
    private TwoSites sites;

    LabMapAccessIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void sites() {
        sites = TwoSites.on(port);
        assertThat(put("coordinator", "map-a", "site-unknown").status()).isEqualTo(201);
    }

    @Test
    void aSearchFindsTheMapsOfTheClientsSite() {
        for (String who : List.of("coordinator", "ehr")) {
            assertThat(found(who, "_count=100")).as(who).contains("map-a").doesNotContain("site-b.map-b");
            assertThat(found(who, VENUE + "site-b")).as(who).isEmpty();
            assertThat(found(who, "url=https://platelink.org/site/site-b/ConceptMap/site-b.map-b"))
                    .as(who)
                    .isEmpty();
            assertThat(found(who, "_id=site-b.map-b")).as(who).isEmpty();
        }
        assertThat(found("coordinator-b", "_count=100"))
                .contains("site-b.map-b")
                .doesNotContain("map-a");
        assertThat(found("analyst", "status=draft&_count=100")).contains("map-a", "site-b.map-b");
        assertThat(found("analyst", VENUE + "site-b")).containsExactly("site-b.map-b");
    }

    @Test
    void anAnalystOfASiteIsHeldToItsMaps() {
        sites.register("analyst-b", "analyst", "site-b", TwoSites.LAB_B, "system/*.rs");

        assertThat(found("analyst-b", "_count=100")).contains("site-b.map-b").doesNotContain("map-a");
        assertThat(sites.as("analyst-b").get("/ConceptMap/map-a").status()).isEqualTo(404);
        assertThat(sites.as("analyst-b").get("/Provenance").status()).isEqualTo(403);
    }

    @Test
    void aMapIsCreatedAndChangedAndEachChangeAudited() {
        ConceptMap map = LabMaps.draft("map-audited", "site-unknown");
        for (int version = 1; version <= 2; version++) {
            map.setTitle("Units of a synthetic site, version " + version);

            Answer answer = sites.as("coordinator").put("/ConceptMap/map-audited", map);

            assertThat(answer.status()).as(answer.body()).isEqualTo(version == 1 ? 201 : 200);
            assertThat(audited("ConceptMap/map-audited/_history/" + version))
                    .extracting(AuditEvent::getAction)
                    .containsExactly(version == 1 ? AuditEventAction.C : AuditEventAction.U);
        }
        assertThat(sites.as("coordinator")
                        .get("/ConceptMap/map-audited/_history")
                        .bundle()
                        .getEntry())
                .hasSize(2);
    }

    @Test
    void aMapOfAnotherSiteIsNotWritten() {
        assertThat(sites.as("coordinator")
                        .post("/ConceptMap", LabMaps.draft("", "site-b"))
                        .status())
                .isEqualTo(403);
        assertThat(put("coordinator", "map-smuggled", "site-b").status()).isEqualTo(403);
        assertThat(put("coordinator", "site-b.map-b", "site-b").status()).isEqualTo(404);
        assertThat(put("coordinator", "site-b.map-b", "site-unknown").status()).isEqualTo(404);
        assertThat(put("coordinator", "map-a", "site-b").status()).isEqualTo(403);
        assertThat(sites.as("operator").get("/ConceptMap/map-smuggled").status())
                .isEqualTo(404);
        assertThat(site("map-a")).isEqualTo("site-unknown");
        assertThat(site("site-b.map-b")).isEqualTo("site-b");
    }

    @Test
    void noTransactionTakesAMapOver() {
        for (String id : List.of("site-b.map-b", "map-c")) {
            ConceptMap map = LabMaps.draft(id, id.equals("site-b.map-b") ? "site-unknown" : "site-b");
            Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
            transaction
                    .addEntry()
                    .setResource(map)
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl("ConceptMap/" + id);

            assertThat(sites.as("coordinator").post("", transaction).status())
                    .as(id)
                    .isEqualTo(id.equals("site-b.map-b") ? 404 : 403);
        }
    }

    @Test
    void noPatchTakesAMapOver() {
        assertThat(patch("site-b.map-b", "/title", "\"Ours\"").status()).isEqualTo(404);
        // The whole address with it, as the guide wants: what is left to refuse is the site.
        Answer given = sites.as("coordinator")
                .send(
                        "PATCH",
                        "/ConceptMap/map-a",
                        "application/json-patch+json",
                        "["
                                + replace("/useContext/0/valueCodeableConcept/coding/0/code", "\"site-b\"") + ","
                                + replace("/url", "\"https://platelink.org/site/site-b/ConceptMap/map-a\"") + ","
                                + replace("/group/0/source", "\"https://platelink.org/site/site-b/lab-units\"") + "]");

        assertThat(given.status()).as(given.body()).isEqualTo(403);
        assertThat(patch("map-a", "/title", "\"Ours\"").status()).isEqualTo(200);
        assertThat(site("map-a")).isEqualTo("site-unknown");
    }

    /** Two maps may not have one address; that another site has one must not show. */
    @Test
    void theAddressOfAnotherSitesMapIsRefusedWhetherItIsTakenOrNot() {
        for (String address : List.of("site-b.map-b", "free")) {
            ConceptMap map = LabMaps.draft("map-probe", "site-unknown");
            map.setUrl("https://platelink.org/site/site-b/ConceptMap/" + address);

            Answer answer = sites.as("coordinator").put("/ConceptMap/map-probe", map);

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.issues()).contains("map-own").doesNotContain("site-b.map-b");
        }
    }

    @Test
    void aMapForTwoSitesIsRefused() {
        ConceptMap map = LabMaps.draft("map-both", "site-unknown");
        UsageContext other =
                LabMaps.draft("map-both", "site-b").getUseContextFirstRep().copy();
        map.addUseContext(other);

        Answer answer = sites.as("coordinator").put("/ConceptMap/map-both", map);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.issues()).contains("A laboratory map is for one site");
    }

    @Test
    void anAnalystAndALaboratoryWriteNone() {
        assertThat(put("analyst", "map-a", "site-unknown").status()).isEqualTo(403);
        assertThat(put("ehr", "map-a", "site-unknown").status()).isEqualTo(403);
        assertThat(sites.as("ehr")
                        .post("/ConceptMap", LabMaps.draft("", "site-unknown"))
                        .status())
                .isEqualTo(403);
    }

    private Answer put(String who, String id, String site) {
        return sites.as(who).put("/ConceptMap/" + id, LabMaps.draft(id, site));
    }

    private Answer patch(String id, String path, String value) {
        return sites.as("coordinator")
                .send("PATCH", "/ConceptMap/" + id, "application/json-patch+json", "[" + replace(path, value) + "]");
    }

    private static String replace(String path, String value) {
        return "{\"op\":\"replace\",\"path\":\"" + path + "\",\"value\":" + value + "}";
    }

    private String site(String id) {
        return sites.as("operator")
                .get("/ConceptMap/" + id)
                .as(ConceptMap.class)
                .getUseContextFirstRep()
                .getValueCodeableConcept()
                .getCodingFirstRep()
                .getCode();
    }

    private List<String> found(String who, String search) {
        return sites.as(who).get("/ConceptMap?" + search).bundle().getEntry().stream()
                .map(entry -> entry.getResource().getIdElement().getIdPart())
                .toList();
    }

    private List<AuditEvent> audited(String version) {
        return sites.as("operator").get("/AuditEvent?entity=" + version).bundle().getEntry().stream()
                .map(entry -> (AuditEvent) entry.getResource())
                .toList();
    }
}
