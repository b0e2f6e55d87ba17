package org.platelink.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.lab.LabMaps;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * All that a client of one site can ask about what another site has, and about what nobody has: the answers are the same in
 * status, words and time, for every type and role. What the other site has linked must not show either.
 */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class BetweenSitesIT {

    private static final String THERE = "site-b.acc-b";
    private static final String MISSING = "site-b.acc-x";
    private static final String LINKED = "SYN-B-471100";
    private static final String UNLINKED = "SYN-B-471199";
    private static final String SYNTHETIC = "https://platelink.org/synthetic";
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

    private static String there(String type) {
        return switch (type) {
            case "Patient", "ResearchSubject" -> THERE;
            case "ConceptMap" -> "site-b.map-b";
            default -> "site-b.x-" + type.toLowerCase();
        };
    }

    private static String missing(String type) {
        return switch (type) {
            case "Patient", "ResearchSubject" -> MISSING;
            case "ConceptMap" -> "site-b.map-x";
            default -> "site-b.y-" + type.toLowerCase();
        };
    }

    private static List<String> types() {
        List<String> types = new ArrayList<>(List.of("Patient", "ResearchSubject", "ConceptMap"));
        SubjectsRecord.types().forEach(types::add);
        return types;
    }

    private static void assertNoDifference(List<Pair> pairs) {
        assertThat(pairs.stream().flatMap(pair -> pair.difference().stream()).toList())
                .isEmpty();
    }

    /** Something of the own site's under an id. */
    private static String own(String type, String id) {
        return switch (type) {
            case "Patient" -> FhirClient.json(TwoSites.participant(id, "site-unknown"));
            case "ResearchSubject" ->
                "{\"resourceType\":\"ResearchSubject\",\"id\":\"" + id
                        + "\",\"status\":\"screening\",\"study\":{\"reference\":\"ResearchStudy/NCT06813157\"},"
                        + "\"individual\":{\"reference\":\"Patient/acc-a\"}}";
            case "ConceptMap" -> FhirClient.json(LabMaps.draft(id, "site-unknown"));
            default -> SubjectsRecord.json(type, id, "acc-a");
        };
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

    private static void ask(List<Pair> pairs, String type, String what, Function<String, Answer> ask) {
        pairs.add(new Pair(what + " " + type, ask, there(type), missing(type)));
    }

    private static Answer patch(FhirClient client, String path, String place, String value) {
        return client.send(
                "PATCH",
                path,
                "application/json-patch+json",
                "[{\"op\":\"add\",\"path\":\"" + place + "\",\"value\":" + value + "}]");
    }

    private static String entry(String kind, String method, String type, String id) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + kind + "\",\"entry\":[{\"resource\":" + own(type, id)
                + ",\"request\":{\"method\":\"" + method + "\",\"url\":\"" + type + "/" + id + "\"}}]}";
    }

    private static String posted(String kind, String type, String json) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + kind + "\",\"entry\":[{\"resource\":" + json
                + ",\"request\":{\"method\":\"POST\",\"url\":\"" + type + "\"}}]}";
    }

    private static String get(String url) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\""
                + url + "\"}}]}";
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

    private static String withId(String id, String json) {
        return json.replaceFirst("\\{", "{\"id\":\"" + id + "\",");
    }

    private static String referring(String reference) {
        return own("Observation", "x")
                .replace("\"id\":\"x\",", "")
                .replace(
                        "\"status\":\"final\"",
                        "\"status\":\"final\",\"focus\":[{\"reference\":\"" + reference + "\"}]");
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

    private static String noted(String subject, String number) {
        return SubjectsRecord.json("Observation", "x", subject)
                .replace("\"id\":\"x\",", "")
                .replace(
                        "\"status\":\"final\"",
                        "\"status\":\"final\",\"note\":[{\"text\":\"Drawn twice, " + number + "\"}]");
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
        for (String question :
                List.of("/ResearchSubject/{}/$transition", "/ResearchSubject/{}/$evaluate-eligibility")) {
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

    // Identifiers of other sites

    @Test
    void noTypeTakesAnIdentifierOfAnotherSite() {
        String planted = "\"identifier\":[{\"system\":\"" + TwoSites.LAB_B + "\",\"value\":\"planted\"}],";
        for (String type : SubjectsRecord.types()) {
            String one = type.equals("AdverseEvent") || type.equals("QuestionnaireResponse")
                    ? planted.replace("[", "").replace("]", "")
                    : planted;
            String json = SubjectsRecord.json(type, "x", "acc-a").replace("\"id\":\"x\",", one);
            Answer answer = sites.as("coordinator").post("/" + type, json);
            assertThat(answer.status()).as(type + answer.body()).isEqualTo(403);
            assertThat(answer.issues()).contains(type + ".identifier", "must be a namespace of your site");
        }
        Map<String, String> others = Map.of(
                "Patient",
                own("Patient", "x").replace(SYNTHETIC + "\",\"value\"", TwoSites.LAB_B + "\",\"value\""),
                "ResearchSubject",
                own("ResearchSubject", "x").replace("\"status\"", planted + "\"status\""),
                "ConceptMap",
                own("ConceptMap", "x")
                        .replaceFirst("\"status\"", planted.replace("[", "").replace("]", "") + "\"status\""));
        others.forEach((type, json) -> {
            assertThat(json).contains(TwoSites.LAB_B);
            Answer answer = sites.as("coordinator").post("/" + type, json);
            assertThat(answer.status()).as(type + answer.body()).isEqualTo(403);
        });
    }

    /** In what is contained, in a reference and in an extension too. */
    @Test
    void noPlaceTakesAnIdentifierOfAnotherSite() {
        String planted = "{\"system\":\"" + TwoSites.LAB_B + "\",\"value\":\"planted\"}";
        for (String part : List.of(
                "\"focus\":[{\"identifier\":" + planted + "}]",
                "\"extension\":[{\"url\":\"https://example.org/x\",\"valueIdentifier\":" + planted + "}]",
                "\"contained\":[{\"resourceType\":\"Specimen\",\"id\":\"s\",\"identifier\":[" + planted
                        + "]}],\"specimen\":{\"reference\":\"#s\"}")) {
            String json = own("Observation", "x")
                    .replace("\"id\":\"x\",", "")
                    .replace("\"status\":\"final\"", "\"status\":\"final\"," + part);
            Answer answer = sites.as("coordinator").post("/Observation", json);
            assertThat(answer.status()).as(part + answer.body()).isEqualTo(403);
            assertThat(answer.issues()).contains("must be a namespace of your site");
        }
    }

    @Test
    void noReferenceIsASearch() {
        for (String search : List.of(
                "Patient?identifier=" + TwoSites.LAB_B + "|1", "Patient?identifier=https://hospital.example/lab|1")) {
            for (String who : List.of("coordinator", "ehr")) {
                Answer answer = sites.as(who)
                        .post(
                                "",
                                posted(
                                        "transaction",
                                        "Observation",
                                        own("Observation", "x")
                                                .replace("\"id\":\"x\",", "")
                                                .replace("Patient/acc-a", search)));
                assertThat(answer.status()).as(answer.body()).isEqualTo(403);
                assertThat(answer.issues()).contains("refers to a search");
            }
        }
    }

    /** Somebody wrote in a namespace before it became another site's: that one's conditions find nothing of it. */
    @Test
    void aConditionNeverFindsAnotherSitesResource() {
        String namespace = "https://hospital-c.example/lab";
        String identifier = "\"identifier\":[{\"system\":\"" + namespace + "\",\"value\":\"early\"}],";
        String planted = SubjectsRecord.json("Condition", "x", THERE).replace("\"id\":\"x\",", identifier);
        assertThat(sites.as("coordinator-b").post("/Condition", planted).status())
                .isEqualTo(201);
        String[] made = new String[3];
        for (int i = 0; i < made.length; i++) {
            String value = i == 0 ? "early" : "early-" + i;
            made[i] = SubjectsRecord.json("Condition", "x", "site-c.p")
                    .replace("\"id\":\"x\",", identifier.replace("early", value));
            if (i > 0) {
                assertThat(sites.as("coordinator-b")
                                .post("/Condition", planted.replace("early", value))
                                .status())
                        .isEqualTo(201);
            }
        }
        assertThat(sites.as("operator")
                        .put(
                                "/Organization/site-c",
                                "{\"resourceType\":\"Organization\",\"id\":\"site-c\",\"name\":\"A third site, synthetic\"}")
                        .status())
                .isBetween(200, 201);
        sites.register("coordinator-c", "coordinator", "site-c", namespace, "system/*.crus");
        FhirClient client = sites.as("coordinator-c");
        assertThat(client.put("/Patient/site-c.p", FhirClient.json(TwoSites.participant("site-c.p", "site-c")))
                        .status())
                .isEqualTo(201);

        String condition = "identifier=" + namespace + "|early";
        Answer created = client.post("/Condition", made[0], "If-None-Exist", condition);
        Answer again = client.post("/Condition", made[0], "If-None-Exist", condition);
        Answer put = client.put("/Condition?" + condition + "-1", made[1]);
        Answer sent = client.post(
                "",
                posted("transaction", "Condition", made[2])
                        .replace("\"method\":\"POST\"", "\"method\":\"POST\",\"ifNoneExist\":\"" + condition + "-2\""));

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(sent.body()).contains("201 Created");
    }

    // What a client made

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
