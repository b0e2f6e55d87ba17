package org.platelink.trial.roster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.platelink.platform.canonical.CanonicalUrls;

/**
 * The measurement by which a study follows its subjects, as its ResearchStudy names it.
 *
 * @param codes the codes of its Observations
 * @param unit the UCUM code of the unit in which results are compared
 * @see <a href="https://platelink.org/ig/msc-itp/StructureDefinition/followed-measurement">Followed measurement</a>
 */
record FollowedMeasurement(List<Coding> codes, String unit) {

    private static final String URL = CanonicalUrls.STRUCTURE_DEFINITION + "followed-measurement";

    FollowedMeasurement {
        codes = List.copyOf(codes);
    }

    /** The followed measurement of a study; empty if it names none. */
    static Optional<FollowedMeasurement> of(ResearchStudy study) {
        return study.getExtensionsByUrl(URL).stream().findFirst().map(FollowedMeasurement::read);
    }

    private static FollowedMeasurement read(Extension extension) {
        return new FollowedMeasurement(
                extension.getExtensionsByUrl("code").stream()
                        .map(code -> (Coding) code.getValue())
                        .toList(),
                ((Coding) extension.getExtensionByUrl("unit").getValue()).getCode());
    }

    /** Whether an Observation, in JSON, is a result of this measurement. */
    boolean isIn(JsonNode observation) {
        for (JsonNode coding : observation.at("/code/coding")) {
            for (Coding code : codes) {
                if (code.getCode().equals(coding.path("code").asText())
                        && code.getSystem().equals(coding.path("system").asText())) {
                    return true;
                }
            }
        }
        return false;
    }
}
