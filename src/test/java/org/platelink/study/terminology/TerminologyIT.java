package org.platelink.study.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupUnmappedMode;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.LabMaps;
import org.platelink.security.access.TwoSites;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class TerminologyIT {

    private static final String GUIDE = "https://platelink.org/ig/msc-itp/";
    private static final String UCUM = "http://unitsofmeasure.org";

    private final int port;
    private final FhirClient anyone;
    private final FhirClient coordinator;

    TerminologyIT(@LocalServerPort int port) {
        this.port = port;
        anyone = FhirClient.withoutToken(port);
        coordinator = FhirClient.at(port);
    }

    @Test
    void aValueSetIsExpandedByUrlByIdAndInABody() {
        Parameters body = new Parameters().addParameter("url", new UriType(GUIDE + "ValueSet/alt-units"));
        for (Answer answer : new Answer[] {
            anyone.get("/ValueSet/$expand?url=" + GUIDE + "ValueSet/alt-units"),
            anyone.get("/ValueSet/alt-units/$expand"),
            coordinator.post("/ValueSet/$expand", body)
        }) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.as(ValueSet.class).getExpansion().getContains())
                    .extracting(ValueSetExpansionContainsComponent::getCode)
                    .containsExactly("U/L", "ukat/L");
        }
    }

    @Test
    void everyValueSetOfTheGuideIsExpandedWithItsDisplays() {
        anyone.get("/ValueSet?_count=1000").bundle().getEntry().forEach(entry -> {
            Answer answer = anyone.get("/ValueSet/" + entry.getResource().getIdPart() + "/$expand");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.as(ValueSet.class).getExpansion().getContains()).isNotEmpty();
        });
        assertThat(anyone.get("/ValueSet/alt-codes/$expand").body()).contains("Alanine aminotransferase");
    }

    @Test
    void anExpansionIsFilteredAndTakenInParts() {
        ValueSet part =
                anyone.get("/ValueSet/alt-units/$expand?offset=1&count=1").as(ValueSet.class);

        assertThat(part.getExpansion().getTotal()).isEqualTo(2);
        assertThat(part.getExpansion().getOffset()).isEqualTo(1);
        assertThat(part.getExpansion().getContainsFirstRep().getCode()).isEqualTo("ukat/L");
        assertThat(anyone.get("/ValueSet/alt-units/$expand?filter=KAT")
                        .as(ValueSet.class)
                        .getExpansion()
                        .getTotal())
                .isEqualTo(1);
        assertThat(anyone.get("/ValueSet/$expand?url=http://hl7.org/fhir/ValueSet/administrative-gender")
                        .as(ValueSet.class)
                        .getExpansion()
                        .getTotal())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "/ValueSet/alt-units/$validate-code?system=http://unitsofmeasure.org&code=U/L, true",
        "/ValueSet/alt-units/$validate-code?system=http://unitsofmeasure.org&code=IU/L, false",
        "/ValueSet/alt-units/$validate-code?system=http://loinc.org&code=U/L, false",
        "/ValueSet/$validate-code?url=https://platelink.org/ig/msc-itp/ValueSet/alt-codes&system=http://loinc.org&code=1742-6,"
                + " true",
        "/ValueSet/alt-codes/$validate-code?system=http://loinc.org&code=1742-6&display=Platelets, false",
        "/CodeSystem/$validate-code?url=http://loinc.org&code=777-3, true",
        "/CodeSystem/$validate-code?url=http://loinc.org&code=0-0, false",
        "/CodeSystem/loinc-used/$validate-code?code=777-3, true",
        "/CodeSystem/$validate-code?url=http://unitsofmeasure.org&code=10*9/L, true",
        "/CodeSystem/$validate-code?url=http://unitsofmeasure.org&code=G/L/L/L/x, false",
        "/CodeSystem/$validate-code?url=http://hl7.org/fhir/administrative-gender&code=female, true",
    })
    void aCodeIsValidated(String path, boolean right) {
        Answer answer = anyone.get(path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Parameters told = answer.as(Parameters.class);
        assertThat(told.getParameterBool("result")).as(answer.body()).isEqualTo(right);
        if (!right) {
            assertThat(String.valueOf(told.getParameter("message").getValue())).isNotBlank();
            assertThat(answer.body()).doesNotContain("HAPI", "in-memory");
        }
    }

    @Test
    void oneCodingOfAConceptIsEnough() {
        CodeableConcept concept = new CodeableConcept()
                .addCoding(new Coding("https://hospital.example/units", "u", null))
                .addCoding(new Coding(UCUM, "U/L", null));
        Parameters asked = new Parameters();
        asked.addParameter().setName("codeableConcept").setValue(concept);

        assertThat(coordinator
                        .post("/ValueSet/alt-units/$validate-code", asked)
                        .as(Parameters.class)
                        .getParameterBool("result"))
                .isTrue();
    }

    @Test
    void aCodeIsLookedUp() {
        Parameters loinc = anyone.get("/CodeSystem/$lookup?system=http://loinc.org&code=777-3")
                .as(Parameters.class);
        Parameters unit = anyone.get("/CodeSystem/$lookup?system=" + UCUM + "&code=10*9/L")
                .as(Parameters.class);
        Parameters asked = new Parameters();
        asked.addParameter()
                .setName("coding")
                .setValue(new Coding("http://hl7.org/fhir/administrative-gender", "female", null));

        assertThat(loinc.getParameter("display").getValue().primitiveValue()).contains("Platelets");
        assertThat(unit.getParameter("display").getValue().primitiveValue()).isNotBlank();
        assertThat(coordinator
                        .post("/CodeSystem/$lookup", asked)
                        .as(Parameters.class)
                        .getParameter("display")
                        .getValue()
                        .primitiveValue())
                .isEqualTo("Female");
    }

    @ParameterizedTest
    @CsvSource({
        "/ValueSet/$expand?url=https://nowhere.example/v, 404",
        "/ValueSet/none/$expand, 404",
        "/ValueSet/$expand, 400",
        "/ValueSet/alt-units/$expand?url=https://nowhere.example/v, 400",
        "/ValueSet/alt-units/$expand?count=-1, 400",
        "/ValueSet/alt-units/$expand?count=x, 400",
        "/ValueSet/alt-units/$expand?date=2026, 400",
        "/ValueSet/alt-units/$validate-code, 400",
        "/ValueSet/alt-units/$validate-code?coding=x, 400",
        "/CodeSystem/$lookup?system=https://nowhere.example/c&code=1, 404",
        "/CodeSystem/$lookup?system=http://loinc.org&code=none, 404",
        "/CodeSystem/$lookup?system=http://unitsofmeasure.org&code=nonsense, 404",
        "/CodeSystem/$lookup?code=777-3, 400",
        "/CodeSystem/$lookup, 400",
        "/CodeSystem/$validate-code?url=https://nowhere.example/c&code=1, 404",
        "/CodeSystem/none/$validate-code?code=1, 404",
    })
    void whatIsNotKnownIsAnsweredInWords(String path, int status) {
        Answer answer = anyone.get(path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.outcome().getIssueFirstRep().getDiagnostics())
                .isNotBlank()
                .doesNotContain("HAPI");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator-b", "analyst", "operator"})
    void aMapTranslatesForWhoMaySeeIt(String who) {
        FhirClient client = TwoSites.on(port).as(who);
        String system = "https://platelink.org/site/site-b/lab-units";
        String url = "https://platelink.org/site/site-b/ConceptMap/site-b.map-b";
        Parameters body = new Parameters();
        body.addParameter("url", new UriType(url));
        body.addParameter("system", new UriType(system));
        body.addParameter("code", new CodeType("Gpt/L"));

        for (Answer answer : new Answer[] {
            client.get("/ConceptMap/$translate?url=" + url + "&system=" + system + "&code=Gpt/L"),
            client.get("/ConceptMap/site-b.map-b/$translate?system=" + system + "&code=Gpt/L"),
            client.post("/ConceptMap/$translate", body)
        }) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.as(Parameters.class).getParameterBool("result")).isTrue();
            assertThat(answer.body()).contains("10*9/L", "equivalent", url);
        }
        Answer back = client.get("/ConceptMap/site-b.map-b/$translate?reverse=true&system=" + UCUM + "&code=10*9/L");
        assertThat(back.body()).contains("Gpt/L");
        Answer none = client.get("/ConceptMap/site-b.map-b/$translate?system=" + system + "&code=nothing");
        assertThat(none.as(Parameters.class).getParameterBool("result")).isFalse();
        assertThat(none.body()).contains("no translation");
    }

    @Test
    void anotherSitesMapIsNotThere() {
        FhirClient demo = TwoSites.on(port).as("coordinator");
        String question = "?system=https://platelink.org/site/site-b/lab-units&code=Gpt/L";

        assertThat(demo.get("/ConceptMap/site-b.map-b/$translate" + question).status())
                .isEqualTo(404);
        Answer other = demo.get(
                "/ConceptMap/$translate" + question + "&url=https://platelink.org/site/site-b/ConceptMap/site-b.map-b");
        Answer missing = demo.get(
                "/ConceptMap/$translate" + question + "&url=https://platelink.org/site/site-b/ConceptMap/site-b.map-c");
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.issues().replace("map-b", ""))
                .isEqualTo(missing.issues().replace("map-c", ""));
        assertThat(demo.get("/ConceptMap/$translate" + question).body()).doesNotContain("10*9/L");
    }

    private static Parameters leadingTo(String url, String code) {
        ConceptMap sent = new ConceptMap();
        sent.setUrl("https://hospital.example/ConceptMap/first");
        sent.setStatus(PublicationStatus.ACTIVE);
        sent.addGroup()
                .setSource("https://platelink.org/site/site-unknown/lab-codes")
                .setTarget("http://loinc.org")
                .getUnmapped()
                .setMode(ConceptMapGroupUnmappedMode.OTHERMAP)
                .setUrl(url);
        Parameters body = new Parameters();
        body.addParameter().setName("conceptMap").setResource(sent);
        body.addParameter("system", new UriType("https://platelink.org/site/site-unknown/lab-codes"));
        body.addParameter("code", new CodeType(code));
        return body;
    }

    @Test
    void aMapLeadsToAnotherThatTheClientMaySee() {
        String other = "https://platelink.org/site/site-unknown/ConceptMap/lab-codes";
        FhirClient demo = TwoSites.on(port).as("coordinator");

        Answer found = demo.post("/ConceptMap/$translate", leadingTo(other, "CBC"));
        Answer none = demo.post("/ConceptMap/$translate", leadingTo(other, "nothing"));
        Answer nowhere = demo.post("/ConceptMap/$translate", leadingTo("urn:nowhere", "CBC"));
        Answer ofAnotherSite =
                TwoSites.on(port).as("coordinator-b").post("/ConceptMap/$translate", leadingTo(other, "CBC"));

        assertThat(found.as(Parameters.class).getParameterBool("result")).isTrue();
        assertThat(found.body()).contains("58410-2", other);
        assertThat(none.as(Parameters.class).getParameterBool("result")).isFalse();
        assertThat(none.body()).contains("no translation").doesNotContain("knows no active");
        assertThat(nowhere.as(Parameters.class).getParameterBool("result")).isFalse();
        assertThat(nowhere.body()).contains("knows no active ConceptMap urn:nowhere");
        assertThat(ofAnotherSite.as(Parameters.class).getParameterBool("result"))
                .isFalse();
        assertThat(ofAnotherSite.body())
                .contains("knows no active ConceptMap " + other)
                .doesNotContain("58410-2");
    }

    @Test
    void aLaboratoryMapHasNothingForWhatItDoesNotList() {
        ConceptMap map = LabMaps.draft("terminology-unmapped", "site-unknown");
        map.getGroupFirstRep()
                .getUnmapped()
                .setMode(ConceptMapGroupUnmappedMode.OTHERMAP)
                .setUrl("https://platelink.org/site/site-unknown/ConceptMap/lab-units");

        Answer answer = TwoSites.on(port).as("coordinator").put("/ConceptMap/terminology-unmapped", map);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.issues()).contains("unmapped");
    }
}
