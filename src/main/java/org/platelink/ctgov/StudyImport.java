package org.platelink.ctgov;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.RelatedArtifact.RelatedArtifactType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.ResearchStudy.ResearchStudyStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.trds.StudyExtensions;
import org.platelink.trds.TrdsStatements;

/**
 * Makes the FHIR resources of a study from its record at ClinicalTrials.gov, so that a second trial starts from it. What the
 * record does not state is marked as unknown; what it has and FHIR has no place for is named. Nothing is coded that the
 * record has in words: a condition is its text.
 */
public final class StudyImport {

    private static final String GUIDE = "https://platelink.org/ig/msc-itp/";

    private static final String NCT_ID = "NCT\\d{8}";
    private static final String NO_SCHEDULE =
            "A registry record has no schedule: visits, their windows and the activities are to be added as"
                    + " PlanDefinitions and ActivityDefinitions, and named as the study's protocol.";

    private final Source record;
    private final ResearchStudy study = new ResearchStudy();
    private final List<Resource> others = new ArrayList<>();
    private final String id;
    private final @Nullable ResearchStudyStatus chosen;

    private StudyImport(Source record, String id, @Nullable ResearchStudyStatus chosen) {
        this.record = record;
        this.id = id;
        this.chosen = chosen;
    }

    /**
     * Reads a record.
     *
     * @param record a study of the API, version 2
     * @param status R4's status of the study; null to take it from the record
     * @throws NotARecord if it is not one, or R4 has no code for its status and none is given
     */
    public static ImportedStudy read(FhirContext fhir, JsonNode record, @Nullable ResearchStudyStatus status) {
        Source source = Source.of(record);
        Source protocol = source.at("protocolSection");
        if (!protocol.exists()) {
            throw new NotARecord(
                    "This is no study record of ClinicalTrials.gov's API version 2: it has no protocolSection."
                            + " A record is what https://clinicaltrials.gov/api/v2/studies/{NCT number} answers.");
        }
        String id = protocol.text("identificationModule.nctId");
        if (id == null || !id.matches(NCT_ID)) {
            throw new NotARecord(
                    "The record has no NCT number (protocolSection.identificationModule.nctId, NCT and eight"
                            + " digits), and a study needs one.");
        }
        if (protocol.text("identificationModule.briefTitle") == null
                || protocol.texts("conditionsModule.conditions").isEmpty()) {
            throw new NotARecord(
                    "The record lacks its briefTitle or its conditions, which every record has: it is cut off.");
        }
        StudyImport read = new StudyImport(protocol, id, status);
        read.all();
        TrdsStatements.add(fhir, read.study, "The record at ClinicalTrials.gov does not state it.");
        return new ImportedStudy(read.study, read.others, source.notTaken());
    }

    private void all() {
        study.setId(id);
        study.getMeta().addProfile(GUIDE + "StructureDefinition/trial-study");
        identification(record.at("identificationModule"));
        status(record.at("statusModule"));
        new ImportedPeople(record, study, id, others).read();
        description();
        new ImportedDesign(record.at("designModule"), study).read();
        arms(record.at("armsInterventionsModule"));
        outcomes(record.at("outcomesModule"));
        new ImportedCriteria(record.at("eligibilityModule"), study, id).read().ifPresent(others::add);
        sharing(record.at("ipdSharingStatementModule"));
        results(record.at("referencesModule"));
        study.addNote().setText(NO_SCHEDULE);
    }

    private void identification(Source module) {
        study.addIdentifier()
                .setUse(IdentifierUse.OFFICIAL)
                .setSystem("http://clinicaltrials.gov")
                .setValue(id);
        String organization = module.text("organization.fullName");
        String own = module.text("orgStudyIdInfo.id");
        if (own != null) {
            secondary(own, module.text("orgStudyIdInfo.type"), organization);
        }
        for (Source other : module.each("secondaryIdInfos")) {
            String value = other.text("id");
            if (value != null) {
                secondary(value, other.text("type"), other.text("domain"));
            }
        }
        study.setTitle(module.text("briefTitle"));
        label("official", module.text("officialTitle"));
        label("acronym", module.text("acronym"));
    }

    /** R4 wants a system that is a URI; a record has none, so the value stands in the namespace of the study. */
    private void secondary(String value, @Nullable String type, @Nullable String authority) {
        Identifier identifier = study.addIdentifier()
                .setUse(IdentifierUse.SECONDARY)
                .setSystem("https://clinicaltrials.gov/study/" + id + "#secondary-id")
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
            complex(study, StudyExtensions.LABEL)
                    .with("type", concept("http://hl7.org/fhir/title-type", type))
                    .with("value", new StringType(value));
        }
    }

    private void status(Source module) {
        String status = module.text("overallStatus");
        ImportedStatus.set(study, status, chosen);
        String why = module.text("whyStopped");
        if (why != null) {
            study.getReasonStopped().setText(why);
        }
        Period period = new Period();
        date(module, "startDateStruct", period.getStartElement());
        date(module, "completionDateStruct", period.getEndElement());
        if (!period.isEmpty()) {
            study.setPeriod(period);
        }
        registration("registration-submission", module.text("studyFirstSubmitDate"));
        registration("registration-submission-qc", module.text("studyFirstSubmitQcDate"));
        registration("registration-posting", module.text("studyFirstPostDateStruct.date"));
        registration("record-verification", module.text("statusVerifiedDate"));
        registration("update-submission", module.text("lastUpdateSubmitDate"));
        registration("update-posting", module.text("lastUpdatePostDateStruct.date"));
        registration("results-posting", module.text("resultsFirstPostDateStruct.date"));
    }

    private static void date(Source module, String name, DateTimeType time) {
        String date = module.text(name + ".date");
        String certainty = module.text(name + ".type");
        if (date != null) {
            time.setValueAsString(date);
            if (certainty != null) {
                time.addExtension(new Extension(StudyExtensions.DATE_CERTAINTY, new CodeType(Terms.code(certainty))));
            }
        }
    }

    private void registration(String activity, @Nullable String date) {
        if (date != null) {
            Period period = new Period();
            period.getStartElement().setValueAsString(date);
            complex(study, StudyExtensions.REGISTRATION)
                    .with("activity", concept("http://hl7.org/fhir/research-study-registration-activity", activity))
                    .with("period", period);
        }
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
                    arm.setType(concept("http://hl7.org/fhir/research-study-arm-type", Terms.armType(type)));
                }
                arm.setDescription(group.text("description"));
                group.follows("interventionNames");
            }
        }
        for (Source one : module.each("interventions")) {
            CodeableConcept focus = study.addFocus().setText(one.text("name"));
            String type = one.text("type");
            String description = one.text("description");
            Parts detail = complex(focus, StudyExtensions.INTERVENTION);
            if (type != null) {
                detail.with("type", new CodeType(Terms.code(type)));
            }
            if (description != null) {
                detail.with("description", new MarkdownType(description));
            }
            one.texts("armGroupLabels").forEach(arm -> detail.with("arm", new StringType(arm)));
        }
    }

    private void outcomes(Source module) {
        outcomes(module.each("primaryOutcomes"), "primary");
        outcomes(module.each("secondaryOutcomes"), "secondary");
        outcomes(module.each("otherOutcomes"), "exploratory");
    }

    private void outcomes(List<Source> outcomes, String type) {
        for (Source one : outcomes) {
            String name = one.text("measure");
            String description = one.text("description");
            String timeFrame = one.text("timeFrame");
            Parts outcome = complex(study, StudyExtensions.OUTCOME_MEASURE)
                    .with("type", concept("http://hl7.org/fhir/research-study-objective-type", type));
            if (name != null) {
                outcome.with("name", new StringType(name));
            }
            if (description != null) {
                outcome.with("description", new MarkdownType(description));
            }
            if (timeFrame != null) {
                outcome.with(StudyExtensions.TIME_FRAME, new StringType(timeFrame));
            }
        }
    }

    private void sharing(Source module) {
        String plan = module.text("ipdSharing");
        if (plan != null) {
            Parts sharing = complex(study, StudyExtensions.IPD_SHARING).with("plan", new CodeType(Terms.code(plan)));
            String description = module.text("description");
            if (description != null) {
                sharing.with("description", new MarkdownType(description));
            }
        }
    }

    /** Publications of results; what a study refers to for other reasons is none. */
    private void results(Source module) {
        for (Source one : module.each("references")) {
            if ("RESULT".equals(one.text("type"))) {
                RelatedArtifact artifact = study.addRelatedArtifact().setType(RelatedArtifactType.CITATION);
                artifact.setCitation(one.text("citation"));
                String pmid = one.text("pmid");
                if (pmid != null) {
                    artifact.setUrl("https://pubmed.ncbi.nlm.nih.gov/" + pmid + "/");
                }
            }
        }
    }

    static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(system, code, null));
    }

    static Parts complex(Element element, String url) {
        return new Parts(element.addExtension().setUrl(url));
    }

    static Parts complex(ResearchStudy study, String url) {
        return new Parts(study.addExtension().setUrl(url));
    }

    /** An extension that has parts. */
    record Parts(Extension extension) {

        Parts with(String part, Type value) {
            extension.addExtension(new Extension(part, value));
            return this;
        }
    }
}
