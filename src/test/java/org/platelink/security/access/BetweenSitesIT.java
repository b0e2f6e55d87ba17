package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.platelink.security.access.SiteQuestions.MISSING;
import static org.platelink.security.access.SiteQuestions.THERE;
import static org.platelink.security.access.SiteQuestions.ask;
import static org.platelink.security.access.SiteQuestions.assertNoDifference;
import static org.platelink.security.access.SiteQuestions.entry;
import static org.platelink.security.access.SiteQuestions.get;
import static org.platelink.security.access.SiteQuestions.noted;
import static org.platelink.security.access.SiteQuestions.own;
import static org.platelink.security.access.SiteQuestions.patch;
import static org.platelink.security.access.SiteQuestions.posted;
import static org.platelink.security.access.SiteQuestions.referring;
import static org.platelink.security.access.SiteQuestions.there;
import static org.platelink.security.access.SiteQuestions.types;
import static org.platelink.security.access.SiteQuestions.withId;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * All that a client of one site can ask about what another site has, and about what nobody has: the answers are the
 * same in status, words and time, for every type and role. What the other site has linked must not show either.
 */
@ServerTest
@Tag("alone")
@TestInstance(Lifecycle.PER_CLASS)
class BetweenSitesIT {

    private static final String LINKED = "SYN-B-471100";
    private static final String UNLINKED = "SYN-B-471199";
    private static final String PERSONS_B = "https://hospital-b.example/patients";

    private final int port;
    private TwoSites sites;

    BetweenSitesIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void sites() {
        sites = TwoSites.on(port);
        sites.register("analyst-a", "analyst", "site-unknown", "https://hospital.example/lab", "system/*.rs");
        for (String type : SubjectsRecord.types()) {
            Answer made = sites.as("coordinator-b")
                    .put("/" + type + "/" + there(type), SubjectsRecord.json(type, there(type), THERE));
            assertThat(made.status()).as(type + made.body()).isBetween(200, 201);
        }
        assertThat(link("coordinator-b", THERE, LINKED).status()).isEqualTo(200);
    }

    private Answer link(String who, String participant, String number) {
        return sites.as(who)
                .post(
                        "/Patient/" + participant + "/$link",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"identifier\",\"valueIdentifier\":"
                                + "{\"system\":\"" + PERSONS_B + "\",\"value\":\"" + number + "\"}}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "ehr", "analyst-a", "registry"})
    void noIdTells(String who) {
        FhirClient client = sites.as(who);
        List<Pair> pairs = new ArrayList<>();
        for (String type : types()) {
            String path = "/" + type + "/";
            ask(pairs, type, who + " read", id -> client.get(path + id));
            ask(pairs, type, who + " vread", id -> client.get(path + id + "/_history/1"));
            ask(pairs, type, who + " history", id -> client.get(path + id + "/_history"));
            ask(pairs, type, who + " search", id -> client.get("/" + type + "?_id=" + id));
            ask(pairs, type, who + " put", id -> client.put(path + id, own(type, id)));
            ask(pairs, type, who + " put if", id -> client.put(path + id, own(type, id), "If-Match", "W/\"1\""));
            ask(pairs, type, who + " patch", id -> patch(client, path + id, "/language", "\"en\""));
            ask(pairs, type, who + " validate", id -> client.post(path + id + "/$validate", own(type, id)));
            ask(pairs, type, who + " put of many", id -> client.post("", entry("transaction", "PUT", type, id)));
            ask(pairs, type, who + " put in a batch", id -> client.post("", entry("batch", "PUT", type, id)));
            ask(pairs, type, who + " get in a batch", id -> client.post("", get(type + "/" + id)));
        }
        if (who.equals("coordinator")) {
            assertNoDifference(pairs);
        } else {
            // Most of it is refused to the role, before anything is looked up.
            assertThat(pairs.stream()
                            .flatMap(pair -> pair.differenceInWords().stream())
                            .toList())
                    .isEmpty();
        }
    }

    /** Ids that the server draws are not told by a refusal of their form either. */
    @Test
    void noIdThatTheServerDrewTells() {
        String drawn = sites.labB();
        String other = drawn.matches("\\d+") ? "99999999" : UUID.randomUUID().toString();
        List<Pair> pairs = new ArrayList<>();
        for (String who : List.of("coordinator", "ehr")) {
            FhirClient client = sites.as(who);
            pairs.add(new Pair(
                    who + " put", id -> client.put("/Observation/" + id, own("Observation", id)), drawn, other));
            pairs.add(new Pair(
                    who + " put of many",
                    id -> client.post("", entry("transaction", "PUT", "Observation", id)),
                    drawn,
                    other));
        }
        assertNoDifference(pairs);
    }

    @Test
    void aSiteChoosesIdsOfItsOwnAlone() {
        for (String id : List.of("site-b.new-1", "site-b.a.site-unknown", "other.1", "424242")) {
            Answer answer = sites.as("coordinator").put("/Patient/" + id, own("Patient", id));
            assertThat(answer.status()).as(id).isEqualTo(404);
            assertThat(answer.issues()).contains("begins with site-unknown.");
        }
        for (String id : List.of("site-unknown.new-1", "of-the-first-site")) {
            assertThat(sites.as("coordinator")
                            .put("/Patient/" + id, own("Patient", id))
                            .status())
                    .as(id)
                    .isEqualTo(201);
        }
        assertThat(sites.as("coordinator-b")
                        .put("/Patient/not-first", FhirClient.json(TwoSites.participant("not-first", "site-b")))
                        .status())
                .isEqualTo(404);
    }

    /** Whatever it refers to, wherever it stands, and whichever way it comes. */
    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "ehr"})
    void noReferenceTells(String who) {
        FhirClient client = sites.as(who);
        String mine = "site-unknown.refers-" + who;
        assertThat(sites.as("coordinator")
                        .put("/Observation/" + mine, own("Observation", mine))
                        .status())
                .isBetween(200, 201);
        List<Pair> pairs = new ArrayList<>();
        for (String type : types()) {
            ask(pairs, type, who + " posts a reference", id -> client.post("/Observation", referring(type + "/" + id)));
            ask(
                    pairs,
                    type,
                    who + " sends a reference",
                    id -> client.post("", posted("transaction", "Observation", referring(type + "/" + id))));
            ask(
                    pairs,
                    type,
                    who + " sends a reference in a batch",
                    id -> client.post("", posted("batch", "Observation", referring(type + "/" + id))));
            ask(
                    pairs,
                    type,
                    who + " asks about a reference",
                    id -> client.post("/Observation/$validate", referring(type + "/" + id)));
            ask(
                    pairs,
                    type,
                    who + " puts a reference",
                    id -> client.put("/Observation/" + mine, withId(mine, referring(type + "/" + id))));
            ask(
                    pairs,
                    type,
                    who + " patches a reference in",
                    id -> patch(
                            client, "/Observation/" + mine, "/focus", "[{\"reference\":\"" + type + "/" + id + "\"}]"));
        }
        assertNoDifference(pairs);
        assertThat(client.post("/Observation", referring("Condition/" + there("Condition")))
                        .status())
                .isEqualTo(403);
    }

    /** 90,000 numbers were tried so against another hospital's linkage. */
    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "ehr"})
    void noTextTellsWhatAnotherSiteLinked(String who) {
        FhirClient client = sites.as(who);
        List<Pair> pairs = new ArrayList<>();
        for (String subject : List.of(THERE, MISSING)) {
            for (String path : List.of("/Observation", "transaction", "batch")) {
                Function<String, Answer> ask = number -> {
                    String json = noted(subject, number);
                    return path.startsWith("/")
                            ? client.post(path, json)
                            : client.post("", posted(path, "Observation", json));
                };
                pairs.add(new Pair(who + " " + path + " of " + subject, ask, LINKED, UNLINKED));
            }
        }
        for (String number : List.of(LINKED, UNLINKED)) {
            pairs.add(new Pair(
                    who + " with " + number,
                    subject -> client.post("/Observation", noted(subject, number)),
                    THERE,
                    MISSING));
        }
        assertNoDifference(pairs);
        assertThat(client.post("/Observation", noted(THERE, LINKED)).status()).isEqualTo(403);
        // Of the own subject it is a number like any other.
        for (String number : List.of(LINKED, UNLINKED)) {
            assertThat(sites.as("coordinator")
                            .post("/Observation", noted("acc-a", number))
                            .status())
                    .as(number)
                    .isEqualTo(201);
        }
    }

    /** Every type says first whose it is. */
    @Test
    void noSubjectTells() {
        List<Pair> pairs = new ArrayList<>();
        for (String type : SubjectsRecord.types()) {
            pairs.add(new Pair(
                    "subject of " + type,
                    subject -> sites.as("coordinator")
                            .post(
                                    "/" + type,
                                    SubjectsRecord.json(type, "x", subject).replace("\"id\":\"x\",", "")),
                    THERE,
                    MISSING));
        }
        assertNoDifference(pairs);
    }

    @Test
    void noOperationTells() {
        FhirClient client = sites.as("coordinator");
        List<Pair> pairs = new ArrayList<>();
        for (String question : List.of(
                "/ResearchSubject/{}/$schedule",
                "/ResearchSubject/{}/$visit-labs",
                "/ResearchSubject/{}/$response",
                "/ResearchSubject/{}/$grade-suggestions",
                "/ResearchSubject/{}/$adverse-events",
                "/Task?subject=Patient/{}",
                "/VerificationResult?target=Patient/{}&_summary=count",
                "/PlanDefinition/msc-itp-protocol/$apply?subject=Patient/{}",
                "/Observation/$lastn?subject=Patient/{}",
                "/Observation?subject=Patient/{}",
                "/Observation?subject=Patient/{}&_summary=count",
                "/Observation?subject:Patient._id={}",
                "/Observation?subject=Patient/{}&_include=Observation:subject:Patient",
                "/Patient?_id={}&_revinclude=Observation:subject",
                "/ResearchSubject?individual=Patient/{}&_include=ResearchSubject:individual",
                "/Patient?identifier=https://platelink.org/synthetic|{}",
                "/Patient/{}/$everything",
                "/Patient/{}/Observation")) {
            pairs.add(new Pair(question, id -> client.get(question.replace("{}", id)), THERE, MISSING));
        }
        pairs.add(new Pair(
                "$transfer",
                id -> client.post(
                        "/ResearchSubject/" + id + "/$transfer",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"to\",\"valueReference\":"
                                + "{\"reference\":\"Organization/site-unknown\"}}]}"),
                THERE,
                MISSING));
        for (String question : List.of(
                "/ResearchSubject/{}/$transition",
                "/ResearchSubject/{}/$evaluate-eligibility",
                "/ResearchSubject/{}/$open-query")) {
            pairs.add(new Pair(
                    question,
                    id -> client.post(
                            question.replace("{}", id),
                            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"to\",\"valueCode\":\"withdrawn\"},"
                                    + "{\"name\":\"date\",\"valueDate\":\"2026-03-01\"}]}"),
                    THERE,
                    MISSING));
        }
        pairs.add(new Pair("$link", id -> link("coordinator", id, LINKED), THERE, MISSING));
        pairs.add(new Pair(
                "$linked-identifiers",
                id -> client.post("/Patient/" + id + "/$linked-identifiers", new Parameters()),
                THERE,
                MISSING));
        pairs.add(new Pair("$find-linked", this::find, LINKED, UNLINKED));
        assertNoDifference(pairs);
    }

    private Answer find(String number) {
        return sites.as("coordinator")
                .post(
                        "/Patient/$find-linked",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"identifier\",\"valueIdentifier\":"
                                + "{\"system\":\"" + PERSONS_B + "\",\"value\":\"" + number + "\"}}]}");
    }
}
