package org.platelink.study.registry;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.convertors.factory.VersionConvertorFactory_40_50;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r5.model.BooleanType;
import org.hl7.fhir.r5.model.Bundle;
import org.hl7.fhir.r5.model.CodeableConcept;
import org.hl7.fhir.r5.model.CodeableReference;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.DataType;
import org.hl7.fhir.r5.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r5.model.MarkdownType;
import org.hl7.fhir.r5.model.Period;
import org.hl7.fhir.r5.model.Reference;
import org.hl7.fhir.r5.model.ResearchStudy;
import org.hl7.fhir.r5.model.StringType;
import org.hl7.fhir.r5.model.UnsignedIntType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.study.trds.StudyExtensions;

/**
 * Converts a ResearchStudy from R4 to R5. HL7's convertor, which converts all other resources, does not support
 * ResearchStudy; so this class does, by R5's own mapping to R4: renamed elements go to R5's element, extensions named
 * for an R5 element go to that element, and what R5 has no element for stays an extension.
 *
 * @see <a href="https://hl7.org/fhir/R5/researchstudy.html">ResearchStudy, R5</a>
 */
final class R5Study {

    private static final String PROGRESS = "http://hl7.org/fhir/research-study-status";
    private static final String RECRUITMENT_STATUS = CanonicalUrls.CODE_SYSTEM + "recruitment-status";

    /** Code systems whose URI changed; their codes are the same. */
    private static final Map<String, String> MOVED = Map.of(
            CodeSystems.HL7 + "research-study-phase", "http://hl7.org/fhir/research-study-phase",
            CodeSystems.HL7 + "research-study-prim-purp-type", "http://hl7.org/fhir/research-study-prim-purp-type",
            CodeSystems.HL7 + "research-study-objective-type", CodeSystems.RESEARCH_STUDY_OBJECTIVE_TYPE);

    /** Progress codes of the registries for which R5 has another code. R5 has none for unknown. */
    private static final Map<String, String> PROGRESS_CODES =
            Map.of("active-not-recruiting", "active-but-not-recruiting", "suspended", "temporarily-closed-to-accrual");

    private final org.hl7.fhir.r4.model.ResearchStudy from;
    private final ResearchStudy study = new ResearchStudy();

    private R5Study(org.hl7.fhir.r4.model.ResearchStudy from) {
        this.from = from;
    }

    /** Converts a Bundle from R4 to R5. Profiles are removed, because they are profiles of R4. */
    static Bundle bundle(org.hl7.fhir.r4.model.Bundle from) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
        bundle.setTimestampElement(
                new org.hl7.fhir.r5.model.InstantType(from.getTimestampElement().getValueAsString()));
        from.getEntry().forEach(entry -> {
            var resource = entry.getResource() instanceof org.hl7.fhir.r4.model.ResearchStudy one
                    ? of(one)
                    : VersionConvertorFactory_40_50.convertResource(entry.getResource());
            resource.getMeta().setProfile(null);
            bundle.addEntry().setFullUrl(entry.getFullUrl()).setResource(resource);
        });
        return bundle;
    }

    static ResearchStudy of(org.hl7.fhir.r4.model.ResearchStudy from) {
        R5Study made = new R5Study(from);
        made.sameAsInR4();
        made.renamed();
        made.parties();
        from.getExtension().forEach(made::extension);
        return made.study;
    }

    private void sameAsInR4() {
        study.setId(from.getIdElement().getIdPart());
        study.setMeta((org.hl7.fhir.r5.model.Meta) type(from.getMeta()));
        from.getIdentifier().forEach(one -> study.addIdentifier((org.hl7.fhir.r5.model.Identifier) type(one)));
        if (from.hasTitle()) {
            study.setTitle(from.getTitle());
        }
        from.getProtocol().forEach(one -> study.addProtocol((Reference) type(one)));
        from.getPartOf().forEach(one -> study.addPartOf((Reference) type(one)));
        from.getRelatedArtifact()
                .forEach(one -> study.addRelatedArtifact((org.hl7.fhir.r5.model.RelatedArtifact) type(one)));
        if (from.hasPrimaryPurposeType()) {
            study.setPrimaryPurposeType(concept(from.getPrimaryPurposeType()));
        }
        if (from.hasPhase()) {
            study.setPhase(concept(from.getPhase()));
        }
        from.getCondition().forEach(one -> study.addCondition(concept(one)));
        from.getKeyword().forEach(one -> study.addKeyword(concept(one)));
        if (from.hasDescription()) {
            study.setDescription(from.getDescription());
        }
        if (from.hasPeriod()) {
            study.setPeriod((Period) type(from.getPeriod()));
        }
        from.getSite().forEach(one -> study.addSite((Reference) type(one)));
        from.getNote().forEach(one -> study.addNote((org.hl7.fhir.r5.model.Annotation) type(one)));
        from.getObjective().forEach(one -> {
            ResearchStudy.ResearchStudyObjectiveComponent objective = study.addObjective();
            objective.setName(one.getName());
            if (one.hasType()) {
                objective.setType(concept(one.getType()));
            }
        });
    }

    /** Elements with another name or form in R5. */
    private void renamed() {
        // In R5, status is the publication status of the record; the progress of the study is in progressStatus.
        study.setStatus(PublicationStatus.ACTIVE);
        from.getCategory().forEach(one -> study.addClassifier(concept(one)));
        from.getFocus().forEach(one -> study.addFocus(new CodeableReference().setConcept(concept(one))));
        from.getLocation().forEach(one -> study.addRegion(concept(one)));
        if (from.hasReasonStopped()) {
            study.setWhyStopped(concept(from.getReasonStopped()));
        }
        from.getArm().forEach(one -> {
            ResearchStudy.ResearchStudyComparisonGroupComponent group = study.addComparisonGroup();
            group.setName(one.getName());
            if (one.hasType()) {
                group.setType(concept(one.getType()));
            }
            if (one.hasDescription()) {
                group.setDescription(one.getDescription());
            }
        });
        if (from.hasEnrollment()) {
            study.getRecruitment().setEligibility((Reference) type(from.getEnrollmentFirstRep()));
        }
    }

    private void parties() {
        boolean led = from.getExtensionsByUrl(StudyExtensions.ASSOCIATED_PARTY).stream()
                .anyMatch(party -> "lead-sponsor".equals(StudyExtensions.code(party, "role")));
        if (from.hasSponsor() && !led) {
            party("lead-sponsor").setParty((Reference) type(from.getSponsor()));
        }
        if (from.hasPrincipalInvestigator()) {
            party("primary-investigator").setParty((Reference) type(from.getPrincipalInvestigator()));
        }
        from.getContact().forEach(one -> {
            ResearchStudy.ResearchStudyAssociatedPartyComponent contact = party("general-contact");
            contact.setName(one.getName());
            one.getExtension().forEach(part -> contact.addExtension((org.hl7.fhir.r5.model.Extension) type(part)));
            one.getTelecom()
                    .forEach(telecom -> contact.addExtension(
                            new org.hl7.fhir.r5.model.Extension(StudyExtensions.PARTY_TELECOM, type(telecom))));
        });
    }

    private ResearchStudy.ResearchStudyAssociatedPartyComponent party(String role) {
        return study.addAssociatedParty()
                .setRole(new CodeableConcept(new Coding()
                        .setSystem(CodeSystems.RESEARCH_STUDY_PARTY_ROLE)
                        .setCode(role)));
    }

    private void extension(Extension extension) {
        switch (extension.getUrl()) {
            case StudyExtensions.LABEL -> {
                ResearchStudy.ResearchStudyLabelComponent label = study.addLabel();
                label.setType(part(extension, "type", CodeableConcept.class));
                label.setValueElement(part(extension, "value", StringType.class));
            }
            case StudyExtensions.ASSOCIATED_PARTY -> associatedParty(extension);
            case StudyExtensions.OUTCOME_MEASURE -> outcomeMeasure(extension);
            case StudyExtensions.PROGRESS_STATUS -> progressStatus(extension);
            case StudyExtensions.RECRUITMENT -> {
                ResearchStudy.ResearchStudyRecruitmentComponent recruitment = study.getRecruitment();
                recruitment.setTargetNumberElement(part(extension, "targetNumber", UnsignedIntType.class));
                recruitment.setActualNumberElement(part(extension, "actualNumber", UnsignedIntType.class));
                recruitment.setActualGroup(part(extension, "actualGroup", Reference.class));
            }
            case StudyExtensions.STUDY_DESIGN -> study.addStudyDesign((CodeableConcept) type(extension.getValue()));
            case StudyExtensions.DESCRIPTION_SUMMARY ->
                study.setDescriptionSummaryElement((MarkdownType) type(extension.getValue()));
            default -> study.addExtension((org.hl7.fhir.r5.model.Extension) type(extension));
        }
    }

    private void associatedParty(Extension extension) {
        ResearchStudy.ResearchStudyAssociatedPartyComponent party = study.addAssociatedParty();
        party.setNameElement(part(extension, "name", StringType.class));
        party.setRole(part(extension, "role", CodeableConcept.class));
        parts(extension, "period").forEach(period -> party.addPeriod((Period) period));
        parts(extension, "classifier").forEach(classifier -> party.addClassifier((CodeableConcept) classifier));
        party.setParty(part(extension, "party", Reference.class));
        guides(extension).forEach(party::addExtension);
    }

    private void outcomeMeasure(Extension extension) {
        ResearchStudy.ResearchStudyOutcomeMeasureComponent outcome = study.addOutcomeMeasure();
        outcome.setNameElement(part(extension, "name", StringType.class));
        parts(extension, "type").forEach(type -> outcome.addType((CodeableConcept) type));
        outcome.setDescriptionElement(part(extension, "description", MarkdownType.class));
        outcome.setReference(part(extension, "reference", Reference.class));
        guides(extension).forEach(outcome::addExtension);
    }

    private void progressStatus(Extension extension) {
        ResearchStudy.ResearchStudyProgressStatusComponent progress = study.addProgressStatus();
        CodeableConcept state = part(extension, "state", CodeableConcept.class);
        if (state != null) {
            state.getCoding().stream()
                    .filter(coding ->
                            RECRUITMENT_STATUS.equals(coding.getSystem()) && !"unknown".equals(coding.getCode()))
                    .findFirst()
                    .ifPresent(coding -> state.getCoding()
                            .add(
                                    0,
                                    new Coding()
                                            .setSystem(PROGRESS)
                                            .setCode(PROGRESS_CODES.getOrDefault(coding.getCode(), coding.getCode()))));
        }
        progress.setState(state);
        progress.setActualElement(part(extension, "actual", BooleanType.class));
        progress.setPeriod(part(extension, "period", Period.class));
    }

    /** The parts of an extension without an R5 element: those with an absolute URL. */
    private static List<org.hl7.fhir.r5.model.Extension> guides(Extension extension) {
        return extension.getExtension().stream()
                .filter(part -> part.getUrl().contains(":"))
                .map(part -> (org.hl7.fhir.r5.model.Extension) type(part))
                .toList();
    }

    private static <T extends DataType> @Nullable T part(Extension extension, String name, Class<T> type) {
        return parts(extension, name).stream().findFirst().map(type::cast).orElse(null);
    }

    private static List<DataType> parts(Extension extension, String name) {
        return extension.getExtensionsByUrl(name).stream()
                .map(part -> type(part.getValue()))
                .toList();
    }

    private static CodeableConcept concept(org.hl7.fhir.r4.model.CodeableConcept from) {
        return (CodeableConcept) type(from);
    }

    private static DataType type(org.hl7.fhir.r4.model.Type from) {
        DataType type = VersionConvertorFactory_40_50.convertType(from);
        if (type instanceof CodeableConcept concept) {
            concept.getCoding().stream()
                    .filter(coding -> coding.hasSystem() && MOVED.containsKey(coding.getSystem()))
                    .forEach(coding -> coding.setSystem(MOVED.get(coding.getSystem())));
        }
        return type;
    }
}
