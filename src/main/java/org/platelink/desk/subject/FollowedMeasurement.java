package org.platelink.desk.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.platelink.platform.canonical.CanonicalUrls;

/**
 * The measurement by which a study follows its subjects, as its extension declares it.
 *
 * @param codes the codes of its results, each with its system, such as {@code http://loinc.org|777-3}
 * @param unit the UCUM code of the unit in which they are compared
 * @param thresholds the values that its rules compare with
 * @see <a href="https://platelink.org/ig/msc-itp/StructureDefinition/followed-measurement">Followed measurement</a>
 */
record FollowedMeasurement(Set<String> codes, String unit, List<BigDecimal> thresholds) {

    /** The key that stands for all of its codes. */
    static final String KEY = "followed";

    private static final String URL = CanonicalUrls.STRUCTURE_DEFINITION + "followed-measurement";

    static FollowedMeasurement of(JsonNode study) {
        Set<String> codes = new HashSet<>();
        String unit = "";
        List<BigDecimal> thresholds = new ArrayList<>();
        for (JsonNode extension : study.path("extension")) {
            if (extension.path("url").asText().equals(URL)) {
                for (JsonNode part : extension.path("extension")) {
                    if (part.path("url").asText().equals("code")) {
                        JsonNode coding = part.path("valueCoding");
                        codes.add(coding.path("system").asText() + "|"
                                + coding.path("code").asText());
                    } else if (part.path("url").asText().equals("unit")) {
                        unit = part.path("valueCoding").path("code").asText();
                    } else if (part.path("url").asText().equals("threshold")) {
                        thresholds.add(part.path("valueDecimal").decimalValue());
                    }
                }
            }
        }
        return new FollowedMeasurement(codes, unit, thresholds);
    }

    /** The key by which the results of a code are grouped. */
    String key(String code) {
        return codes.contains(code) ? KEY : code;
    }
}
