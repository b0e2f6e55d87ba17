package org.platelink.platform.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UntaggedMetaTests {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);

    UntaggedMetaTests() {
        Observation result = new Observation();
        result.setId("Observation/1/_history/2");
        result.getMeta().addTag("https://platelink.org/synthetic", "kept", null);
        bundle.addEntry().setResource(result);
    }

    static Stream<IParser> parsers() {
        return Stream.of(FHIR.newJsonParser(), FHIR.newXmlParser());
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void hapiLabelsTheBundleToo(IParser parser) {
        assertThat(parser.setSummaryMode(true).encodeResourceToString(bundle).split("SUBSETTED"))
                .hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void isWrittenAsItIs(IParser parser) {
        bundle.setMeta(UntaggedMeta.of(bundle.getMeta()));

        String written = parser.setSummaryMode(true).encodeResourceToString(bundle);

        assertThat(written.split("SUBSETTED")).hasSize(2);
        assertThat(written.indexOf("SUBSETTED")).isGreaterThan(written.indexOf("kept"));
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void keepsTheTagsThatThereAre(IParser parser) {
        Observation result = (Observation) bundle.getEntryFirstRep().getResource();
        result.setMeta(UntaggedMeta.of(result.getMeta().setVersionId("2")));

        String written = parser.setSummaryMode(true).encodeResourceToString(result);

        assertThat(written).contains("kept").contains("versionId").doesNotContain("SUBSETTED");
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void leavesHapisOwnMetaAsItIs(IParser parser) {
        parser.encodeResourceToString(new Bundle().setMeta(UntaggedMeta.of(new Meta().setVersionId("1"))));

        assertThat(FHIR.getElementDefinition("Meta").getImplementingClass()).isEqualTo(Meta.class);
    }
}
