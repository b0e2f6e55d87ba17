package org.platelink.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.Test;

class ReferenceOccurrenceTests {

    @Test
    void nothingThatIsReferredToIsOverlooked() {
        Observation result = new Observation();
        result.addExtension("https://example.org/x", new Reference("Patient/in-extension"));
        result.addExtension().setUrl("https://example.org/y").addExtension("z", new Identifier().setValue("nested"));
        result.setSubject(new Reference("Patient/subject"));
        result.getSubject().setIdentifier(new Identifier().setValue("of-reference"));
        result.getStatusElement().addExtension("https://example.org/p", new Reference("Patient/of-primitive"));
        Specimen contained = new Specimen();
        contained.addIdentifier().setValue("contained");
        contained.setSubject(new Reference("Patient/contained"));
        result.addContained(contained);

        assertThat(ReferenceOccurrence.in(result))
                .extracting(ReferenceOccurrence::place)
                .contains(
                        "Observation.extension[0].value",
                        "Observation.extension[1].extension[0].value",
                        "Observation.subject",
                        "Observation.subject.identifier",
                        "Observation.status.extension[0].value",
                        "Observation.contained[0].identifier[0]",
                        "Observation.contained[0].subject");
    }
}
