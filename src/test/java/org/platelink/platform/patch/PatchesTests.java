package org.platelink.platform.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.platform.patch.PatchCase.Kind;

class PatchesTests {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final PatchReader reader = new PatchReader(FHIR);

    static Stream<Arguments> cases() {
        return PatchCase.all().flatMap(one -> Stream.of(Kind.values()).map(kind -> Arguments.of(one, kind)));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("cases")
    void changesWhatItNamesAndNothingElse(PatchCase one, Kind kind) {
        String after = patched(type(kind), one.body(kind));

        assertThat(after).contains(one.expected()).contains(one.untouched());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"27.40", "0.0000001", "1e3", "1.0E+2", "-0.50", "100", "0.00", "123456789012345678.123456789"})
    void keepsTheDigitsOfADecimal(String decimal) {
        String before = PatchCase.observation("digits", "p").replace("27.40", decimal);
        String stored = FHIR.newJsonParser()
                .encodeResourceToString(FHIR.newJsonParser().parseResource(Observation.class, before));
        String value = stored.substring(stored.indexOf("\"valueQuantity\""));
        String written = value.substring(0, value.indexOf(','));

        for (Kind kind : Kind.values()) {
            String after = patched(
                    before,
                    type(kind),
                    PatchCase.all().findFirst().orElseThrow().body(kind));

            assertThat(after).as(kind + " " + decimal).contains(written);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "400#JSON_PATCH#{}",
                "400#JSON_PATCH#[{\"op\":\"frobnicate\",\"path\":\"/a\"}]",
                "400#JSON_PATCH#[{\"op\":\"replace\"}]",
                "400#JSON_PATCH#not json",
                "400#JSON_PATCH#[{\"op\":\"replace\",\"path\":\"/valueQuantity/value\",\"value\":1e1000000}]",
                "422#JSON_PATCH#[{\"op\":\"remove\",\"path\":\"/method\"}]",
                "422#JSON_PATCH#[{\"op\":\"test\",\"path\":\"/status\",\"value\":\"amended\"}]",
                "400#JSON_PATCH#[{\"op\":\"replace\",\"path\":\"/id\",\"value\":\"other\"}]",
                "400#JSON_PATCH#[{\"op\":\"replace\",\"path\":\"/resourceType\",\"value\":\"Patient\"}]",
                "400#JSON_PATCH#[{\"op\":\"add\",\"path\":\"/frob\",\"value\":\"x\"}]",
                "400#JSON_PATCH#[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"frob\"}]",
                "400#XML_PATCH#<Observation/>",
                "400#XML_PATCH#no xml",
                "400#XML_PATCH#<!DOCTYPE diff [<!ENTITY a 'b'>]><diff/>",
                "422#XML_PATCH#<diff><replace sel='Observation/method/@value'>x</replace></diff>",
                "422#XML_PATCH#<diff><replace sel='Observation/note/text/@value'>x</replace></diff>",
                "422#XML_PATCH#<diff><replace sel='Observation['>x</replace></diff>",
                "400#FHIR_PATCH_JSON#{\"resourceType\":\"Observation\"}",
                "400#FHIR_PATCH_JSON#{\"resourceType\":\"Parameters\"}",
                "400#FHIR_PATCH_JSON#{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"frob\"}]}",
                "400#FHIR_PATCH_XML#<diff/>"
            })
    void saysWhatIsNoPatch(int status, PatchTypeEnum type, String body) {
        assertThat(refusal(type, body)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "400#frobnicate|Observation.status",
                "400#replace|Observation.status",
                "400#replace|Observation.status|valueCode=frob",
                "400#replace|Observation.status|valueAnnotation=frob",
                "422#replace|Observation.note|valueAnnotation=x",
                "422#replace|Observation.note[7]|valueAnnotation=x",
                "422#replace|Observation.method.text|valueString=x",
                "400#replace|Observation.status.upper()|valueString=x",
                "400#replace|Observation.((|valueString=x",
                "400#replace|Observation.subject.resolve()|valueString=x",
                "400#replace|Observation.note.where(text.matches('(a+)+$')).text|valueString=x",
                "422#add|Observation|name=status|valueCode=final",
                "422#add|Observation|name=frob|valueCode=final",
                "400#add|Observation|valueCode=final",
                "422#delete|Observation.note",
                "422#insert|Observation.note|valueAnnotation=x|index=4",
                "400#insert|Observation.note|valueAnnotation=x",
                "422#move|Observation.note|source=3|destination=0",
                "422#move|Observation.status|source=0|destination=0",
                "400#replace|Observation.value|valueMarkdown=x"
            })
    void saysWhatIsNoOperation(int status, String operation) {
        String body = "{\"resourceType\":\"Parameters\",\"parameter\":[" + PatchCase.operation(operation) + "]}";

        assertThat(refusal(PatchTypeEnum.FHIR_PATCH_JSON, body)).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<diff xmlns:f='http://hl7.org/fhir'><replace sel='f:Observation/f:status/@value'>amended</replace></diff>",
                "<diff xmlns='http://hl7.org/fhir'><replace sel='Observation/status/@value'>amended</replace></diff>",
                "<?xml version='1.0'?><diff xmlns:fhir='http://hl7.org/fhir'><replace sel='fhir:Observation/fhir:status/@value'>amended</replace></diff>",
                "<diff><replace sel='/*/status/@value'>amended</replace></diff>",
                "<diff xmlns:f='http://hl7.org/fhir'><replace sel='f:Observation/child::f:status'><f:status value='amended'/></replace></diff>"
            })
    void takesXmlWithPrefixesAndWithout(String patch) {
        assertThat(patched(PatchTypeEnum.XML_PATCH, patch)).contains("\"status\":\"amended\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "XML", "FHIRPATH"})
    void keepsNarrativeContainedAndVersionsOfReferences(Kind kind) {
        String before = PatchCase.observation("all", "p")
                .replace(
                        "\"status\"",
                        "\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><p xml:lang=\\\"de\\\">a &amp; b</p></div>\"},"
                                + "\"contained\":[{\"resourceType\":\"Specimen\",\"id\":\"in\"}],\"specimen\":{\"reference\":\"#in\"},"
                                + "\"hasMember\":[{\"reference\":\"Observation/a/_history/2\"}],\"_issued\":{\"extension\":[{\"url\":\"http://e\",\"valueDecimal\":1.10}]},\"status\"");
        String unpatched = FHIR.newJsonParser()
                .setStripVersionsFromReferences(false)
                .encodeResourceToString(FHIR.newJsonParser().parseResource(before));

        String after = patched(
                before, type(kind), PatchCase.all().findFirst().orElseThrow().body(kind));

        assertThat(after).isEqualTo(unpatched.replace("\"status\":\"final\"", "\"status\":\"amended\""));
    }

    private int refusal(PatchTypeEnum type, String body) {
        BaseServerResponseException refused =
                catchThrowableOfType(BaseServerResponseException.class, () -> patched(type, body));
        assertThat(refused).as(body).isNotNull();
        OperationOutcome outcome = (OperationOutcome) refused.getOperationOutcome();
        assertThat(outcome.getIssueFirstRep().getDiagnostics()).doesNotContain("Exception");
        assertThat(outcome.getIssueFirstRep().getExpression()).isNotEmpty();
        return refused.getStatusCode();
    }

    private String patched(PatchTypeEnum type, String body) {
        return patched(PatchCase.observation("patched", "p"), type, body);
    }

    private String patched(String before, PatchTypeEnum type, String body) {
        Observation observation = FHIR.newJsonParser().parseResource(Observation.class, before);

        reader.of(type, body).applyTo(observation);

        return FHIR.newJsonParser().setStripVersionsFromReferences(false).encodeResourceToString(observation);
    }

    private static PatchTypeEnum type(Kind kind) {
        return switch (kind) {
            case JSON -> PatchTypeEnum.JSON_PATCH;
            case XML -> PatchTypeEnum.XML_PATCH;
            case FHIRPATH -> PatchTypeEnum.FHIR_PATCH_JSON;
        };
    }
}
