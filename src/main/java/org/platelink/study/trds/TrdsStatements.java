package org.platelink.study.trds;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.StringType;
import org.platelink.platform.canonical.CanonicalUrls;

/** Adds the statements about the registry items to a study whose source makes none itself. */
public final class TrdsStatements {

    private static final String ITEMS = CanonicalUrls.CODE_SYSTEM + "trds-items";

    private TrdsStatements() {}

    /**
     * Adds a statement for each of the 24 items: present if the study has it, else unknown.
     *
     * @param unknown the note on an unknown item
     */
    public static void add(FhirContext fhir, ResearchStudy study, String unknown) {
        for (ItemState state : new Completeness(fhir, reference -> null).of(study)) {
            boolean present = state.availability() == ItemState.Availability.PRESENT;
            Extension statement = study.addExtension().setUrl(StudyExtensions.TRDS_ITEM);
            statement.addExtension(new Extension(
                    "item", new Coding(ITEMS, String.valueOf(state.item().number()), null)));
            statement.addExtension(new Extension("availability", new CodeType(present ? "present" : "unknown")));
            statement.addExtension(
                    present
                            ? new Extension(
                                    "element", new StringType(state.item().elements()))
                            : new Extension("note", new StringType(unknown)));
        }
    }
}
