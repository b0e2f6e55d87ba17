package org.platelink.platform.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A modifier is heeded or refused, wherever it stands. */
@ServerTest
@TestInstance(Lifecycle.PER_CLASS)
class ModifiersIT {

    private static final String OF_SUBJECT = "/Observation?subject=Patient/mod-1&";

    private final FhirClient client;
    private final FhirClient analyst;
    private final FhirClient registry;

    ModifiersIT(@LocalServerPort int port) {
        client = FhirClient.at(port);
        analyst = FhirClient.of(port, "analyst-demo");
        registry = FhirClient.of(port, "registry-demo");
    }

    @BeforeAll
    void results() {
        Observation cancelled = Labs.platelets("mod-1", "mod-cancelled", "20", "10*9/L", "2026-02-02");
        cancelled.setStatus(ObservationStatus.CANCELLED);
        Answer answer = client.post(
                "",
                Labs.transaction(
                        Labs.participant("mod-1"),
                        Labs.subject("mod-1", ResearchSubjectStatus.SCREENING),
                        Labs.platelets("mod-1", "mod-final", "27", "10*9/L", "2026-02-01"),
                        cancelled,
                        Labs.alt("mod-1", "mod-alt", "31", "2026-02-01")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "/Observation?status:nots=final ! status:nots ! it has :not, :in, :not-in, :above, :below, :missing.",
                "/Patient?gender:foo=female ! gender:foo ! :not",
                "/Patient?birthdate:not=1980 ! birthdate:not ! it has :missing.",
                "/Observation?date:foo=2026 ! date:foo ! it has :missing.",
                "/Observation?value-quantity:exact=5 ! value-quantity:exact ! it has :missing.",
                "/ResearchStudy?title:foo=x ! title:foo ! it has :exact, :contains, :missing.",
                "/ResearchStudy?title:text=x ! title:text ! it has :exact, :contains, :missing.",
                "/Observation?code:text=platelets ! code:text ! it has :not",
                "/Observation?identifier:of-type=a|b|c ! identifier:of-type ! it has :not",
                "/Observation?subject:foo=Patient/mod-1 ! subject:foo ! it has :identifier, :missing",
                "/Observation?subject:Patient.gender:foo=female ! subject:Patient.gender:foo ! :not",
                "/Patient?_has:Observation:subject:status:foo=final ! _has:Observation:subject:status:foo ! :not",
                "/Patient?_id:not=mod-1 ! _id:not ! it has none.",
                "/Patient?_sort:foo=birthdate ! _sort:foo ! it has none.",
                "/Patient?_elements:exclude=gender ! _elements:exclude ! it has none.",
                "/Observation?status:missing=maybe ! status:missing ! true or false"
            })
    void anUnknownOneIsRefusedWithThoseThatAreKnown(String search, String name, String sentence) {
        Answer answer = client.get(search);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).contains(" " + name + " ").contains(sentence);
    }

    @Test
    void inAnExportToo() {
        String filter = URLEncoder.encode("Observation?status:nots=final", StandardCharsets.UTF_8);

        Answer answer = analyst.get("/$export?_type=Observation&_typeFilter=" + filter, "Prefer", "respond-async");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).contains("status:nots").contains(":not, ");
    }

    @Test
    void inAnEntryOfABatchToo() {
        Bundle batch = new Bundle().setType(Bundle.BundleType.BATCH);
        batch.addEntry().getRequest().setMethod(Bundle.HTTPVerb.GET).setUrl("Observation?status:nots=final");

        assertThat(client.post("", batch)
                        .bundle()
                        .getEntryFirstRep()
                        .getResponse()
                        .getStatus())
                .startsWith("400");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "status:not=final ! 1",
                "status:missing=false ! 3",
                "status:missing=true ! 0",
                "value-quantity:missing=false ! 3",
                "date:missing=false ! 3",
                "encounter:missing=true ! 3",
                "subject:Patient=mod-1 ! 3",
                "subject:Patient.gender:not=male ! 3",
                "subject:Patient.gender:not=female ! 0",
                "subject:Patient.death-date:missing=true ! 3"
            })
    void aKnownOneIsHeeded(String asked, int found) {
        assertThat(found(client, OF_SUBJECT + asked)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "http://hl7.org/fhir/ValueSet/observation-status ! 3 ! 0",
                "https://platelink.org/ig/msc-itp/ValueSet/nowhere ! 400 ! 400",
                "http://snomed.info/sct?fhir_vs=ecl/x ! 400 ! 400"
            })
    void aValueSetIsKnownOrRefused(String valueSet, int in, int notIn) {
        for (String modifier : new String[] {"in", "not-in"}) {
            Answer answer = client.get(OF_SUBJECT + "status:" + modifier + "="
                    + URLEncoder.encode(valueSet, StandardCharsets.UTF_8) + "&_total=accurate");
            int expected = modifier.equals("in") ? in : notIn;
            if (expected == 400) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(400);
                assertThat(answer.issues()).contains("ValueSet");
            } else {
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(answer.bundle().getTotal()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"code:above", "code:below"})
    void aHierarchyThatIsNotKeptIsRefused(String name) {
        Answer answer = client.get(OF_SUBJECT + name + "=http://loinc.org|777-3");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.issues()).contains("http://loinc.org");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "title:contains=stem cells ! 1",
                "title:contains=THROMBOCYTOPENIA ! 1",
                "title:contains=nonsense ! 0",
                "title:exact=Mesenchymal Stem Cells in the Treatment of Refractory Primary Immune Thrombocytopenia ! 1",
                "condition:text=thrombocytopenia ! 1",
                "condition:text=Immune Thrombo ! 1",
                "condition:text=leukaemia ! 0",
                "condition:text=leukaemia,thrombocytopenia ! 1",
                "condition-text=itp ! 1"
            })
    void aRegistryFindsTheStudyByWords(String asked, int found) {
        String search = asked.replace(" ", "%20");

        assertThat(found(registry, "/ResearchStudy?_id=NCT06813157&" + search)).isEqualTo(found);
        assertThat(registry.get("/ResearchStudy?_id=NCT06813157&_summary=count&" + search)
                        .bundle()
                        .getTotal())
                .isEqualTo(found);
    }

    private static int found(FhirClient who, String search) {
        Answer answer = who.get(search);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.bundle().getEntry().size();
    }
}
