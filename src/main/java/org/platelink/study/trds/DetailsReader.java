package org.platelink.study.trds;

import static org.platelink.study.trds.StudyExtensions.code;
import static org.platelink.study.trds.StudyExtensions.ofUrl;
import static org.platelink.study.trds.StudyExtensions.part;
import static org.platelink.study.trds.StudyExtensions.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.jspecify.annotations.Nullable;

/** Reads what a registry record has of a study beyond the WHO items. */
record DetailsReader(StudyReferences referenced) {

    RegistryDetails read(ResearchStudy study) {
        Extension population = population(study);
        Extension sharing = study.hasExtension(StudyExtensions.IPD_SHARING)
                ? study.getExtensionByUrl(StudyExtensions.IPD_SHARING)
                : new Extension();
        return new RegistryDetails(
                steps(study),
                primaryCompletion(study),
                study.getRelatedArtifact().stream()
                        .map(one -> new RegistryDetails.Citation(one.getLabel(), one.getCitation(), one.getUrl()))
                        .toList(),
                terms(study),
                flags(study),
                designTexts(study),
                responsible(study),
                new RegistryDetails.Population(text(population, "studyPopulation"), text(population, "samplingMethod")),
                text(population, "wording"),
                new RegistryDetails.SharingTerms(
                        sharing.getExtensionsByUrl("infoType").stream()
                                .map(type -> type.getValue().primitiveValue())
                                .toList(),
                        text(sharing, "timeFrame"),
                        text(sharing, "accessCriteria"),
                        text(sharing, "url")));
    }

    private Extension population(ResearchStudy study) {
        return study.getEnrollment().stream()
                .map(referenced::resolved)
                .filter(Group.class::isInstance)
                .map(group -> ((Group) group).getExtensionByUrl(StudyExtensions.POPULATION))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(Extension::new);
    }

    private static Map<String, RegistryDetails.Step> steps(ResearchStudy study) {
        Map<String, RegistryDetails.Step> steps = new LinkedHashMap<>();
        for (Extension step : study.getExtensionsByUrl(StudyExtensions.REGISTRATION)) {
            String activity = code(step, "activity");
            if (activity != null
                    && part(step, "period") instanceof Period period
                    && period.getStartElement().getValueAsString() != null) {
                String certainty = part(step, "actual") instanceof BooleanType actual
                        ? (actual.booleanValue() ? "actual" : "estimated")
                        : null;
                steps.putIfAbsent(
                        activity,
                        new RegistryDetails.Step(
                                period.getStartElement().getValueAsString().split("T")[0], certainty));
            }
        }
        return steps;
    }

    private static RegistryDetails.@Nullable Step primaryCompletion(ResearchStudy study) {
        Extension stated = study.getExtensionByUrl(StudyExtensions.PRIMARY_COMPLETION);
        String date = stated == null ? null : text(stated, "date");
        return stated == null || date == null ? null : new RegistryDetails.Step(date, text(stated, "certainty"));
    }

    /** Whether a keyword is a browse term, and not one of the study's own words. */
    static boolean isBrowseTerm(CodeableConcept keyword) {
        return keyword.hasExtension(StudyExtensions.BROWSE_TERM);
    }

    private static List<RegistryDetails.Term> terms(ResearchStudy study) {
        List<RegistryDetails.Term> terms = new ArrayList<>();
        for (CodeableConcept keyword : study.getKeyword()) {
            String kind = ofUrl(keyword, StudyExtensions.BROWSE_TERM);
            Coding coding = keyword.getCodingFirstRep();
            if (kind != null && coding.hasCode()) {
                terms.add(new RegistryDetails.Term(kind, coding.getCode(), coding.getDisplay()));
            }
        }
        return terms;
    }

    private static Map<String, Boolean> flags(ResearchStudy study) {
        Map<String, Boolean> flags = new LinkedHashMap<>();
        for (Extension flag : study.getExtensionsByUrl(StudyExtensions.REGISTRY_FLAG)) {
            String name = text(flag, "name");
            if (name != null && part(flag, "value") instanceof BooleanType value) {
                flags.put(name, value.booleanValue());
            }
        }
        return flags;
    }

    private static Map<String, String> designTexts(ResearchStudy study) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Extension extension : study.getExtensionsByUrl(StudyExtensions.STUDY_DESIGN)) {
            if (extension.getValue() instanceof CodeableConcept design && design.hasCoding() && design.hasText()) {
                texts.put(design.getCodingFirstRep().getCode(), design.getText());
            }
        }
        return texts;
    }

    private static RegistryDetails.@Nullable Responsible responsible(ResearchStudy study) {
        for (Extension party : study.getExtensionsByUrl(StudyExtensions.ASSOCIATED_PARTY)) {
            Extension responsible = party.getExtensionByUrl(StudyExtensions.RESPONSIBLE_PARTY);
            String type = responsible == null ? null : text(responsible, "type");
            if (responsible != null && type != null) {
                return new RegistryDetails.Responsible(
                        type,
                        type.equals("SPONSOR") ? null : text(party, "name"),
                        text(responsible, "title"),
                        ofUrl(party, StudyExtensions.AFFILIATION));
            }
        }
        return null;
    }
}
