package org.platelink.study.ctgov;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.RelatedArtifact.RelatedArtifactType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.study.trds.StudyExtensions;

/**
 * Converts what a record has beyond the WHO items: the primary completion, what is asked as yes or no, the MeSH terms
 * by which the registry files the study, and that its results are posted.
 *
 * @param record the whole record
 * @param protocol its {@code protocolSection}
 */
record ImportedRegistryDetails(Source record, Source protocol, ResearchStudy study) {

    void read() {
        primaryCompletion();
        flag("hasExpandedAccess", protocol.truth("statusModule.expandedAccessInfo.hasExpandedAccess"));
        for (String name : StudyRecord.OVERSIGHT) {
            flag(name, protocol.truth("oversightModule." + name));
        }
        flag("patientRegistry", protocol.truth("designModule.patientRegistry"));
        results();
        terms("conditionBrowseModule", "condition");
        terms("interventionBrowseModule", "intervention");
    }

    private void primaryCompletion() {
        String date = protocol.text("statusModule.primaryCompletionDateStruct.date");
        String certainty = protocol.text("statusModule.primaryCompletionDateStruct.type");
        if (date != null) {
            Parts.of(study, StudyExtensions.PRIMARY_COMPLETION)
                    .with("date", new DateTimeType(date))
                    .with("certainty", certainty == null ? null : new CodeType(Terms.code(certainty)));
        }
    }

    private void flag(String name, @Nullable Boolean value) {
        if (value != null) {
            Parts.of(study, StudyExtensions.REGISTRY_FLAG)
                    .withText("name", name)
                    .with("value", new BooleanType(value));
        }
    }

    /** The results themselves have no place in a ResearchStudy of R4; where they are posted has. */
    private void results() {
        Boolean posted = record.truth("hasResults");
        flag("hasResults", posted);
        if (Boolean.TRUE.equals(posted)) {
            study.addRelatedArtifact()
                    .setType(RelatedArtifactType.DOCUMENTATION)
                    .setLabel(StudyRecord.RESULTS_POSTED)
                    .setUrl(CodeSystems.CLINICAL_TRIALS_GOV_PAGE
                            + study.getIdElement().getIdPart() + "?tab=results");
        }
    }

    private void terms(String module, String kind) {
        Source found = record.at("derivedSection." + module);
        found.each("meshes").forEach(term -> term(term, kind));
        found.each("ancestors").forEach(term -> term(term, kind + "-ancestor"));
    }

    private void term(Source term, String kind) {
        String id = term.text("id");
        String words = term.text("term");
        if (id != null) {
            study.addKeyword()
                    .addCoding(new Coding(CodeSystems.MESH, id, words))
                    .addExtension(new Extension(StudyExtensions.BROWSE_TERM, new CodeType(kind)));
        }
    }
}
