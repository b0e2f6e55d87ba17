package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.security.token.ClientFile;

/** A site of a test's own on the shared server, so that what it counts is its own. */
public final class OtherSite {

    private OtherSite() {}

    /** Makes the site, in China's time zone, and registers a coordinator with it. */
    public static FhirClient coordinator(int port, String site) {
        Answer made = FhirClient.of(port, "operator")
                .put(
                        "/Organization/" + site,
                        "{\"resourceType\":\"Organization\",\"id\":\"" + site
                                + "\",\"extension\":[{\"url\":\"https://platelink.org/ig/msc-itp/StructureDefinition/site-time-zone\","
                                + "\"valueCode\":\"Asia/Shanghai\"}],\"name\":\"A site, synthetic\"}");
        assertThat(made.status()).as(made.body()).isBetween(200, 201);
        ClientFile file = ClientFile.withNewKey(
                "coordinator-" + site, "http://localhost:" + port + "/oauth2/token", "system/*.crus");
        Answer added = FhirClient.of(port, "operator")
                .send(
                        "POST",
                        "http://127.0.0.1:" + port + "/admin/clients",
                        "application/json",
                        TwoSites.registration(file, "coordinator", site, "https://" + site + ".example"));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        return FhirClient.of(port, file);
    }
}
