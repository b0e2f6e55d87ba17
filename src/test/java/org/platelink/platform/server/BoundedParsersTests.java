package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.time.Duration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedParsersTests {

    private static final FhirContext FHIR = new BoundedFhirContext();

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "{'resourceType':'Observation','valueQuantity':{'value':1e1000000}}#Observation.valueQuantity.value",
                "{'resourceType':'Observation','valueQuantity':{'value':'1e1000000'}}#Observation.valueQuantity.value",
                "{'valueQuantity':{'value':'1e1000000'},'resourceType':'Observation'}#Observation.valueQuantity.value",
                "{'resourceType':'Observation','id':1e1000000}#Observation.id",
                "{'resourceType':'Observation','extension':[{'url':'a','valueDecimal':-1e-61}]}#Observation.extension[0].valueDecimal",
                "{'resourceType':'Patient','_birthDate':{'extension':[{'url':'a','valueDecimal':'1e61'}]}}#Patient._birthDate.extension[0].valueDecimal",
                "{'resourceType':'Bundle','entry':[{},{'resource':{'resourceType':'Observation','component':[{'valueQuantity':{'value':1e61}}]}}]}#Bundle.entry[1].resource.component[0].valueQuantity.value",
                "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Observation','referenceRange':[{'low':{'value':'1e61'}}]}}]}#Bundle.entry[0].resource.referenceRange[0].low.value",
                "{'resourceType':'Observation','contained':[{'resourceType':'Observation','valueQuantity':{'value':'1e61'}}]}#Observation.contained[0].valueQuantity.value",
                "{'resourceType':'Parameters','parameter':[{'name':'a','part':[{'name':'b','valueDecimal':1e61}]}]}#Parameters.parameter[0].part[0].valueDecimal"
            })
    void saysWhereInJsonANumberIsBeyondTheBounds(String json, String place) {
        refuses(json.replace('\'', '"'), place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "<Observation xmlns='http://hl7.org/fhir'><valueQuantity><value value='1e1000000'/></valueQuantity></Observation>#Observation.valueQuantity.value",
                "<Observation xmlns='http://hl7.org/fhir'><extension url='a'><valueDecimal value='1e61'/></extension></Observation>#Observation.extension.valueDecimal",
                "<Bundle xmlns='http://hl7.org/fhir'><entry><resource><Observation><valueQuantity><value value='1e61'/></valueQuantity></Observation></resource></entry></Bundle>#Bundle.entry.resource.valueQuantity.value"
            })
    void saysWhereInXmlANumberIsBeyondTheBounds(String xml, String place) {
        refuses(xml, place);
    }

    private static void refuses(String body, String place) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> parser(body).parseResource(body))
                .satisfies(refused -> {
                    OperationOutcome outcome = (OperationOutcome) refused.getOperationOutcome();
                    assertThat(outcome.getIssueFirstRep().getExpression().get(0).getValue())
                            .isEqualTo(place);
                    assertThat(refused.getMessage()).contains("40 digits", "send it with fewer digits");
                });
    }

    private static ca.uhn.fhir.parser.IParser parser(String body) {
        return body.startsWith("<") ? FHIR.newXmlParser() : FHIR.newJsonParser();
    }

    /** The name of a sample looks like a number of many digits. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\":\"Specimen\",\"identifier\":[{\"value\":\"26E00123\"}]}",
                "{\"resourceType\":\"Observation\",\"valueString\":\"12345678901234567890123456789012345678901234567890\"}",
                "<Specimen xmlns=\"http://hl7.org/fhir\"><identifier><value value=\"26E00123\"/></identifier></Specimen>",
                "<Patient xmlns=\"http://hl7.org/fhir\"><contained><Specimen><identifier><value value=\"1e999\"/></identifier></Specimen></contained></Patient>"
            })
    void takesTextsThatLookLikeNumbers(String body) {
        assertThat(parser(body).parseResource(body)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012345678", "0.100", "1.00000000000000000e-30", "27", "-5.40"})
    void keepsEachDigit(String number) {
        String json = "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":" + number + "}}";

        Observation read = FHIR.newJsonParser().parseResource(Observation.class, json);

        assertThat(read.getValueQuantity().getValue()).isEqualTo(new java.math.BigDecimal(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "0"})
    void tenMillionDigitsTakeNoTime(String digit) {
        String digits = digit.repeat(10_000_000);
        String json = "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":\"" + digits + "\"}}";
        String xml = "<Observation xmlns=\"http://hl7.org/fhir\"><valueQuantity><value value=\"" + digits
                + "\"/></valueQuantity></Observation>";

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            refuses(json, "Observation.valueQuantity.value");
            refuses(xml, "Observation.valueQuantity.value");
        });
    }

    @Test
    void whatIsNoXmlIsSaidInHapisWords() {
        assertThatExceptionOfType(ca.uhn.fhir.parser.DataFormatException.class)
                .isThrownBy(() -> FHIR.newXmlParser().parseResource("<Observation><"));
    }
}
