package org.platelink.study.ctgov;

import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.study.trds.StudyExtensions;

/** Converts the identifiers and titles of a study. */
record ImportedIdentity(Source module, ResearchStudy study, String id) {

    void read() {
        study.addIdentifier()
                .setUse(IdentifierUse.OFFICIAL)
                .setSystem(CodeSystems.CLINICAL_TRIALS_GOV)
                .setValue(id);
        String organization = module.text("organization.fullName");
        String own = module.text("orgStudyIdInfo.id");
        if (own != null) {
            secondary(own, module.text("orgStudyIdInfo.type"), organization, StudyRecord.OWN_ID);
        }
        for (Source other : module.each("secondaryIdInfos")) {
            String value = other.text("id");
            if (value != null) {
                secondary(value, other.text("type"), other.text("domain"), "#secondary-id");
            }
        }
        study.setTitle(module.text("briefTitle"));
        label("official", module.text("officialTitle"));
        label("acronym", module.text("acronym"));
    }

    /**
     * R4 demands a system URI, which a record does not give, so the identifier gets a system derived from the study.
     */
    private void secondary(String value, @Nullable String type, @Nullable String authority, String kind) {
        Identifier identifier = study.addIdentifier()
                .setUse(IdentifierUse.SECONDARY)
                .setSystem(CodeSystems.CLINICAL_TRIALS_GOV_PAGE + id + kind)
                .setValue(value);
        if (type != null) {
            identifier.getType().setText(type);
        }
        if (authority != null) {
            identifier.getAssigner().setDisplay(authority);
        }
    }

    private void label(String type, @Nullable String value) {
        if (value != null) {
            Parts.of(study, StudyExtensions.LABEL)
                    .with("type", Parts.concept("http://hl7.org/fhir/title-type", type))
                    .with("value", new StringType(value));
        }
    }
}
