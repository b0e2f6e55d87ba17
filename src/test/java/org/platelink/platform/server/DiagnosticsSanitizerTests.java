package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

class DiagnosticsSanitizerTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HAPI-0389: Failed to call access method: java.lang.IllegalStateException: x",
                "JDBC exception executing SQL [select rt1_0.RES_ID from HFJ_RESOURCE rt1_0 where rt1_0.FHIR_ID=?] [n/a]",
                "could not execute statement [ERROR: duplicate key value violates unique constraint \"idx_forcedid\"]",
                "ERROR: relation HFJ_SPIDX_TOKEN does not exist",
                "insert into access.client (id, role) values (?, ?)",
                "update hfj_res_ver set res_text_vc = ?",
                "class org.hl7.fhir.r4.model.Patient cannot be cast",
                "NullPointerException: Cannot invoke \"Object.toString()\"",
                "ca.uhn.fhir.jpa.dao.BaseHapiFhirDao$1 failed",
                "failed\n\tat Foo.bar(Foo.java:12)",
            })
    void wordsOfTheInsideAreNotSaid(String words) {
        assertThat(DiagnosticsSanitizer.of(words)).isEqualTo(ExceptionTranslator.OURS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to parse request body as JSON resource. Error was: Unknown resource name \"Foo\"",
                "Unknown _sort parameter value \"foo\" for resource type \"Observation\"",
                "minimum required = 1, but only found 0 (from https://platelink.org/ig/msc-itp/StructureDefinition/participant)",
                "Select one of the values from the list, and update the result.",
                "Invalid reference found at path [Observation.subject]. Resource type is unknown",
                "The system http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation has no such code.",
            })
    void wordsForTheSenderStay(String words) {
        assertThat(DiagnosticsSanitizer.of(words)).isEqualTo(words);
    }

    /** Whoever writes an outcome without HAPI's servlet may have got its sentence from HAPI. */
    @Test
    void anOutcomeIsWrittenInPlainWords() throws Exception {
        MockHttpServletResponse answer = new MockHttpServletResponse();
        new Outcomes(FhirContext.forR4Cached())
                .write(answer, 404, IssueType.NOTFOUND, "HAPI-2001: Resource Patient/a is not known");
        assertThat(answer.getContentAsString()).contains("\"diagnostics\":\"Resource Patient/a is not known\"");
    }

    @Test
    void hapisNumbersAreTakenOut() {
        assertThat(DiagnosticsSanitizer.of("HAPI-2001: Resource Patient/a is not known"))
                .isEqualTo("Resource Patient/a is not known");
        assertThat(DiagnosticsSanitizer.of("It failed. HAPI-0450: HAPI-1838 no JSON"))
                .isEqualTo("It failed. no JSON");
        assertThat(DiagnosticsSanitizer.of(
                        "HAPI-1851: DataFormatException at [[row,col {unknown-source}]: [1,23]]: HAPI-1825: Unknown"
                                + " element 'frobnicate' found during parse"))
                .isEqualTo("Unknown element 'frobnicate' found during parse");
    }
}
