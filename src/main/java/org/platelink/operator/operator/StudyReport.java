package org.platelink.operator.operator;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.platelink.study.ctgov.ImportedStudy;
import org.platelink.study.trds.StudyExtensions;

/**
 * Report on an imported study for the person who imported it: what the record does not state, and what of the record
 * is not in the files.
 */
final class StudyReport {

    private StudyReport() {}

    static List<String> lines(ImportedStudy imported) {
        List<String> unknown = new ArrayList<>();
        for (Extension statement : imported.study().getExtensionsByUrl(StudyExtensions.TRDS_ITEM)) {
            if ("unknown".equals(StudyExtensions.text(statement, "availability"))
                    && StudyExtensions.part(statement, "item") instanceof Coding item) {
                unknown.add(item.getCode());
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(24 - unknown.size() + " of the 24 WHO registry items are present"
                + (unknown.isEmpty() ? "." : "; marked as unknown: " + String.join(", ", unknown) + "."));
        if (!imported.notTaken().isEmpty()) {
            lines.add("Not in the files, for FHIR's study has no place for it:");
            imported.notTaken().forEach(place -> lines.add("  " + place));
        }
        lines.add("To add: the protocol (PlanDefinitions and ActivityDefinitions), and how each criterion is judged.");
        return lines;
    }
}
