package org.platelink.study.ctgov;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.RelatedArtifact.RelatedArtifactType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchStudy.ResearchStudyStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UrlType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.study.trds.StudyExtensions;
import org.platelink.study.trds.TrdsStatements;

/**
 * Converts a ClinicalTrials.gov record to the FHIR resources of a study, as the start of a second trial. What the
 * record does not state is marked as unknown; what FHIR has no element for is listed. Text is not coded: a condition
 * remains its text.
 */
public final class StudyImport {

    private static final String NCT_ID = "NCT\\d{8}";
    private static final String NO_SCHEDULE =
            "A registry record has no schedule: visits, their windows and the activities are to be added as"
                    + " PlanDefinitions and ActivityDefinitions, and named as the study's protocol.";

    private final Source source;
    private final Source record;
    private final ResearchStudy study = new ResearchStudy();
    private final List<Resource> others = new ArrayList<>();
    private final String id;
    private final @Nullable ResearchStudyStatus chosen;

    private StudyImport(Source source, Source record, String id, @Nullable ResearchStudyStatus chosen) {
        this.source = source;
        this.record = record;
        this.id = id;
        this.chosen = chosen;
    }

    /**
     * Converts a record.
     *
     * @param record a study of the API, version 2
     * @param status R4's status of the study; null to take it from the record
     * @throws InvalidStudyRecord if it is not a record, or R4 has no code for its status and none is given
     */
    public static ImportedStudy read(FhirContext fhir, JsonNode record, @Nullable ResearchStudyStatus status) {
        Source source = Source.of(record);
        Source protocol = source.at("protocolSection");
        if (!protocol.exists()) {
            throw new InvalidStudyRecord(
                    "This is no study record of ClinicalTrials.gov's API version 2: it has no protocolSection."
                            + " A record is what https://clinicaltrials.gov/api/v2/studies/{NCT number} answers.");
        }
        String id = protocol.text("identificationModule.nctId");
        if (id == null || !id.matches(NCT_ID)) {
            throw new InvalidStudyRecord(
                    "The record has no NCT number (protocolSection.identificationModule.nctId, NCT and eight"
                            + " digits), and a study needs one.");
        }
        if (protocol.text("identificationModule.briefTitle") == null
                || protocol.texts("conditionsModule.conditions").isEmpty()) {
            throw new InvalidStudyRecord(
                    "The record lacks its briefTitle or its conditions, which every record has: it is cut off.");
        }
        StudyImport read = new StudyImport(source, protocol, id, status);
        read.all();
        TrdsStatements.add(fhir, read.study, "The record at ClinicalTrials.gov does not state it.");
        return new ImportedStudy(read.study, read.others, source.notTaken());
    }

    private void all() {
        study.setId(id);
        study.getMeta().addProfile(CanonicalUrls.STRUCTURE_DEFINITION + "trial-study");
        new ImportedIdentity(record.at("identificationModule"), study, id).read();
        new ImportedProgress(record.at("statusModule"), study, chosen).read();
        new ImportedPeople(record, study, id, others).read();
        description();
        new ImportedDesign(record.at("designModule"), study).read();
        arms(record.at("armsInterventionsModule"));
        outcomes(record.at("outcomesModule"));
        new ImportedCriteria(record.at("eligibilityModule"), study, id).read().ifPresent(others::add);
        sharing(record.at("ipdSharingStatementModule"));
        references(record.at("referencesModule"));
        new ImportedRegistryDetails(source, record, study).read();
        study.addNote().setText(NO_SCHEDULE);
    }

    private void description() {
        String summary = record.text("descriptionModule.briefSummary");
        if (summary != null) {
            study.addExtension(new Extension(StudyExtensions.DESCRIPTION_SUMMARY, new MarkdownType(summary)));
        }
        study.setDescription(record.text("descriptionModule.detailedDescription"));
        record.texts("conditionsModule.conditions")
                .forEach(condition -> study.addCondition().setText(condition));
        record.texts("conditionsModule.keywords")
                .forEach(keyword -> study.addKeyword().setText(keyword));
    }

    private void arms(Source module) {
        for (Source group : module.each("armGroups")) {
            String name = group.text("label");
            String type = group.text("type");
            if (name != null) {
                ResearchStudy.ResearchStudyArmComponent arm = study.addArm().setName(name);
                if (type != null) {
                    arm.setType(Parts.concept("http://hl7.org/fhir/research-study-arm-type", Terms.armType(type)));
                }
                arm.setDescription(group.text("description"));
                group.follows("interventionNames");
            }
        }
        for (Source one : module.each("interventions")) {
            CodeableConcept focus = study.addFocus().setText(one.text("name"));
            String type = one.text("type");
            Parts detail = Parts.of(focus, StudyExtensions.INTERVENTION)
                    .with("type", type == null ? null : new CodeType(Terms.code(type)))
                    .withMarkdown("description", one.text("description"));
            one.texts("armGroupLabels").forEach(arm -> detail.with("arm", new StringType(arm)));
            one.texts("otherNames").forEach(name -> detail.with("otherName", new StringType(name)));
        }
    }

    private void outcomes(Source module) {
        outcomes(module.each("primaryOutcomes"), "primary");
        outcomes(module.each("secondaryOutcomes"), "secondary");
        outcomes(module.each("otherOutcomes"), "exploratory");
    }

    private void outcomes(List<Source> outcomes, String type) {
        for (Source one : outcomes) {
            Parts.of(study, StudyExtensions.OUTCOME_MEASURE)
                    .with("type", Parts.concept(CodeSystems.RESEARCH_STUDY_OBJECTIVE_TYPE, type))
                    .withText("name", one.text("measure"))
                    .withMarkdown("description", one.text("description"))
                    .withText(StudyExtensions.TIME_FRAME, one.text("timeFrame"));
        }
    }

    private void sharing(Source module) {
        String plan = module.text("ipdSharing");
        if (plan != null) {
            Parts.of(study, StudyExtensions.IPD_SHARING)
                    .with("plan", new CodeType(Terms.code(plan)))
                    .withMarkdown("description", module.text("description"));
            Extension sharing = study.getExtensionByUrl(StudyExtensions.IPD_SHARING);
            Parts more = new Parts(sharing);
            module.texts("infoTypes").forEach(type -> more.withText("infoType", type));
            String url = module.text("url");
            more.withMarkdown("timeFrame", module.text("timeFrame"))
                    .withMarkdown("accessCriteria", module.text("accessCriteria"))
                    .with("url", url == null ? null : new UrlType(url));
        }
    }

    /** Publications, each with the record's word for its kind as the label, and links. */
    private void references(Source module) {
        for (Source one : module.each("references")) {
            RelatedArtifact artifact = study.addRelatedArtifact().setType(RelatedArtifactType.CITATION);
            artifact.setLabel(one.text("type")).setCitation(one.text("citation"));
            String pmid = one.text("pmid");
            if (pmid != null) {
                artifact.setUrl(StudyRecord.PUBMED + pmid + "/");
            }
        }
        for (Source one : module.each("seeAlsoLinks")) {
            study.addRelatedArtifact()
                    .setType(RelatedArtifactType.DOCUMENTATION)
                    .setLabel(StudyRecord.SEE_ALSO)
                    .setCitation(one.text("label"))
                    .setUrl(one.text("url"));
        }
    }
}
