package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.jspecify.annotations.Nullable;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.laboratory.lab.LabMaps;
import org.platelink.laboratory.lab.Labs;
import org.platelink.security.token.ClientFile;
import org.platelink.security.token.TokenRequest;

/**
 * Two sites on the shared server, each with a subject and a result: the demo site (Patient/acc-a) and another one
 * (Patient/site-b.acc-b, Organization/site-b, ConceptMap/site-b.map-b), with a client of every role.
 */
public final class TwoSites {

    /** The namespace of the other site's laboratory. */
    static final String LAB_B = "https://hospital-b.example/lab";

    private static TwoSites made;

    private final int port;
    private final Map<String, FhirClient> clients = new HashMap<>();
    private final Map<String, ClientFile> files = new HashMap<>();
    private final String labA;
    private final String labB;

    private TwoSites(int port) {
        this.port = port;
        for (String demo : new String[] {"ehr-demo", "coordinator-demo", "analyst-demo", "registry-demo", "operator"}) {
            clients.put(demo.replace("-demo", ""), FhirClient.of(port, demo));
        }
        clients.put("anyone", FhirClient.withoutToken(port));
        Answer site = as("operator")
                .put(
                        "/Organization/site-b",
                        "{\"resourceType\":\"Organization\",\"id\":\"site-b\",\"name\":\"Another site, synthetic\"}");
        assertThat(site.status()).as(site.body()).isBetween(200, 201);
        register("coordinator-b", "coordinator", "site-b", LAB_B, "system/*.crus");
        register("ehr-b", "ehr", "site-b", LAB_B, "system/Observation.cu");
        labA = subject("acc-a", "site-unknown", "coordinator", "ehr", "https://hospital.example/lab", "27");
        Answer map = as("coordinator-b").put("/ConceptMap/site-b.map-b", LabMaps.draft("site-b.map-b", "site-b"));
        assertThat(map.status()).as(map.body()).isBetween(200, 201);
        labB = subject("site-b.acc-b", "site-b", "coordinator-b", "ehr-b", LAB_B, "28");
    }

    /** Made once for the shared server. */
    public static synchronized TwoSites on(int port) {
        if (made == null || made.port != port) {
            made = new TwoSites(port);
        }
        return made;
    }

    /** A client of a role at the demo site, or the one that was registered under a name. */
    public FhirClient as(String who) {
        return clients.get(who);
    }

    ClientFile file(String who) {
        return files.get(who);
    }

    /** Registers a client, over HTTP, as the operator does. */
    public ClientFile register(String id, String role, @Nullable String site, String system, String scope) {
        ClientFile file = ClientFile.withNewKey(id, "http://localhost:" + port + "/oauth2/token", scope);
        Answer added = administer("POST", "", registration(file, role, site, system));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        files.put(id, file);
        clients.put(id, FhirClient.of(port, file));
        return file;
    }

    Answer administer(String method, String path, String body) {
        return as("operator")
                .send(method, "http://127.0.0.1:" + port + "/admin/clients" + path, "application/json", body);
    }

    /** @param site null for a client of none, which has no namespace either */
    static String registration(ClientFile file, String role, @Nullable String site, String system) {
        return "{\"id\":\"" + file.clientId() + "\",\"role\":\"" + role + "\","
                + (site == null ? "" : "\"site\":\"" + site + "\",\"identifierSystems\":[\"" + system + "\"],")
                + "\"scopes\":\"" + file.scope() + "\",\"keys\":" + file.publicKeys() + "}";
    }

    /** A token of a registered client with fewer scopes. */
    public FhirClient withScope(String who, String scope) {
        ClientFile file = files.containsKey(who) ? files.get(who) : org.platelink.Tokens.file(port, who + "-demo");
        String form = new TokenRequest(file, scope).form();
        String body = org.platelink.Tokens.post(port, form).body();
        return FhirClient.withToken(port, body.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1"));
    }

    String labA() {
        return labA;
    }

    String labB() {
        return labB;
    }

    /** A path with the ids that only the server knows. */
    String filled(String path) {
        return path.replace("{labA}", labA).replace("{labB}", labB);
    }

    static Patient participant(String id, String site) {
        Patient patient = Labs.participant(id);
        patient.setManagingOrganization(new Reference("Organization/" + site));
        return patient;
    }

    private String subject(String id, String site, String coordinator, String laboratory, String system, String value) {
        Answer enrolled = as(coordinator)
                .post("", Labs.transaction(participant(id, site), Labs.subject(id, ResearchSubjectStatus.SCREENING)));
        assertThat(enrolled.status()).as(enrolled.body()).isEqualTo(200);
        var result = Labs.platelets(id, id + "-1", value, "10*9/L", "2026-02-01T08:00:00+08:00");
        result.getIdentifierFirstRep().setSystem(system);
        Answer sent = as(laboratory).post("/Observation", result);
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        Bundle found = as("analyst").get("/Observation?subject=Patient/" + id).bundle();
        return found.getEntryFirstRep().getResource().getIdElement().getIdPart();
    }
}
