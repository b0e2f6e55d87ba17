package org.platelink.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.hl7.fhir.r4.model.ResearchStudy.ResearchStudyStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.platelink.study.ctgov.ImportedStudy;
import org.platelink.study.ctgov.StudyImport;

/** A study that was imported must be one that the server loads. The record is invented. */
class ImportedStudyTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theGuideHasNoFaultWithIt() throws IOException {
        ObjectNode record = (ObjectNode) JSON.readTree(StudyImport.class.getResourceAsStream("synthetic-record.json"));
        hasNoFault(record, null);
        // An observational study has no phase, a status that R4 has no code for, and no list in its criteria.
        ObjectNode protocol = (ObjectNode) record.path("protocolSection");
        ((ObjectNode) protocol.path("designModule")).remove("phases");
        ((ObjectNode) protocol.path("designModule")).put("studyType", "OBSERVATIONAL");
        ((ObjectNode) protocol.path("statusModule")).put("overallStatus", "NO_LONGER_AVAILABLE");
        ((ObjectNode) protocol.path("eligibilityModule")).put("eligibilityCriteria", "Whoever comes.");
        hasNoFault(record, ResearchStudyStatus.COMPLETED);
    }

    private static void hasNoFault(ObjectNode record, @Nullable ResearchStudyStatus status) {
        ImportedStudy imported = StudyImport.read(FhirContext.forR4Cached(), record, status);
        assertThat(GuideValidator.faults(imported.study())).isEmpty();
        imported.others()
                .forEach(other -> assertThat(GuideValidator.faults(other)).isEmpty());
    }
}
