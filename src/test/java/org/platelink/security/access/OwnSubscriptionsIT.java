package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.security.access.SiteQuestions.ask;
import static org.platelink.security.access.SiteQuestions.assertNoDifference;
import static org.platelink.security.access.SiteQuestions.patch;
import static org.platelink.security.access.SiteQuestions.types;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What belongs to a client and to no site, and what a client refers to that has no subjects. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class OwnSubscriptionsIT {

    private final int port;
    private TwoSites sites;

    OwnSubscriptionsIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void sites() {
        sites = TwoSites.on(port);
    }

    @Test
    void aSubscriptionIsItsClientsOwn() {
        sites.register("registry-2", "registry", null, "", "system/Subscription.crus");
        FhirClient owner = sites.as("registry");
        FhirClient other = sites.as("registry-2");
        String json = "{\"resourceType\":\"Subscription\",\"status\":\"off\",\"reason\":\"To keep a copy current.\","
                + "\"criteria\":\"ResearchStudy\",\"channel\":{\"type\":\"rest-hook\",\"endpoint\":\"https://registry.example/x\"}}";
        Answer made = owner.post("/Subscription", json);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String id = made.headers().firstValue("Location").orElseThrow().replaceAll(".*/Subscription/([^/]+).*", "$1");
        String missing = id.matches("\\d+") ? "99999999" : UUID.randomUUID().toString();
        Function<String, String> body = one -> json.replace("\"status\"", "\"id\":\"" + one + "\",\"status\"");

        List<Pair> pairs = new ArrayList<>();
        String path = "/Subscription/";
        pairs.add(new Pair("read", one -> other.get(path + one), id, missing));
        pairs.add(new Pair("vread", one -> other.get(path + one + "/_history/1"), id, missing));
        pairs.add(new Pair("history", one -> other.get(path + one + "/_history"), id, missing));
        pairs.add(new Pair("search", one -> other.get("/Subscription?_id=" + one), id, missing));
        pairs.add(new Pair("put", one -> other.put(path + one, body.apply(one)), id, missing));
        pairs.add(new Pair("patch", one -> patch(other, path + one, "/reason", "\"Ours\""), id, missing));
        pairs.add(new Pair("delete", one -> other.delete(path + one), id, missing));
        pairs.add(new Pair(
                "put of many",
                one -> other.post(
                        "",
                        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":"
                                + body.apply(one) + ",\"request\":{\"method\":\"PUT\",\"url\":\"Subscription/" + one
                                + "\"}}]}"),
                id,
                missing));
        assertNoDifference(pairs);

        assertThat(other.get("/Subscription").bundle().getEntry()).isEmpty();
        assertThat(other.get(path + id).status()).isEqualTo(404);
        assertThat(owner.get(path + id).status()).isEqualTo(200);
        assertThat(owner.put(path + id, body.apply(id).replace("current", "fresh"))
                        .status())
                .isEqualTo(200);
        assertThat(sites.as("operator").get(path + id).status()).isEqualTo(200);
        assertThat(sites.as("operator").put(path + id, body.apply(id)).status()).isEqualTo(200);
        assertThat(owner.get("/Subscription").bundle().getEntry()).isNotEmpty();
    }

    /** To a registry no subject exists, and none must be found out by what it refers to. */
    @Test
    void noReferenceTellsOfASubjectToWhoMayReadNone() {
        List<Pair> pairs = new ArrayList<>();
        for (String type : types()) {
            ask(pairs, type, "registry refers", id -> sites.as("registry")
                    .post(
                            "/Subscription",
                            "{\"resourceType\":\"Subscription\",\"extension\":[{\"url\":\"https://example.org/x\","
                                    + "\"valueReference\":{\"reference\":\"" + type + "/" + id
                                    + "\"}}],\"status\":\"off\",\"reason\":\"r\",\"criteria\":\"ResearchStudy\","
                                    + "\"channel\":{\"type\":\"rest-hook\",\"endpoint\":\"https://r.example/x\"}}"));
            ask(pairs, type, "operator refers", id -> sites.as("operator")
                    .post(
                            "/Organization",
                            "{\"resourceType\":\"Organization\",\"name\":\"x\",\"extension\":[{\"url\":"
                                    + "\"https://example.org/x\",\"valueReference\":{\"reference\":\"" + type + "/"
                                    + id + "\"}}]}"));
        }
        pairs.removeIf(pair -> pair.what().equals("operator refers ConceptMap"));
        assertNoDifference(pairs);
    }
}
