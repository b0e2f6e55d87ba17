package org.platelink.study.trds;

import java.util.Objects;
import org.hl7.fhir.instance.model.api.IBaseHasExtensions;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.FhirExtensions;

/** The URLs of the study extensions for registry data, and accessors for their parts. */
public final class StudyExtensions {

    public static final String LABEL = FhirExtensions.R5_RESEARCH_STUDY + "label";
    public static final String ASSOCIATED_PARTY = FhirExtensions.R5_RESEARCH_STUDY + "associatedParty";
    public static final String OUTCOME_MEASURE = FhirExtensions.R5_RESEARCH_STUDY + "outcomeMeasure";
    public static final String PROGRESS_STATUS = FhirExtensions.R5_RESEARCH_STUDY + "progressStatus";
    public static final String RECRUITMENT = FhirExtensions.R5_RESEARCH_STUDY + "recruitment";
    public static final String STUDY_DESIGN = FhirExtensions.R5_RESEARCH_STUDY + "studyDesign";
    public static final String DESCRIPTION_SUMMARY = FhirExtensions.R5_RESEARCH_STUDY + "descriptionSummary";
    public static final String REGISTRATION = "http://hl7.org/fhir/StructureDefinition/researchStudy-studyRegistration";
    public static final String TRDS_ITEM = CanonicalUrls.STRUCTURE_DEFINITION + "trds-item";
    public static final String TIME_FRAME = CanonicalUrls.STRUCTURE_DEFINITION + "outcome-time-frame";
    public static final String CONTACT_KIND = CanonicalUrls.STRUCTURE_DEFINITION + "study-contact-kind";
    public static final String AFFILIATION = CanonicalUrls.STRUCTURE_DEFINITION + "study-contact-affiliation";
    public static final String PARTY_TELECOM = CanonicalUrls.STRUCTURE_DEFINITION + "study-party-telecom";
    public static final String INTERVENTION = CanonicalUrls.STRUCTURE_DEFINITION + "intervention-detail";
    public static final String DATE_CERTAINTY = CanonicalUrls.STRUCTURE_DEFINITION + "study-date-certainty";
    public static final String POPULATION = CanonicalUrls.STRUCTURE_DEFINITION + "eligible-population";
    public static final String CRITERION_TEXT = CanonicalUrls.STRUCTURE_DEFINITION + "criterion-text";
    public static final String ETHICS_REVIEW = CanonicalUrls.STRUCTURE_DEFINITION + "ethics-review";
    public static final String IPD_SHARING = CanonicalUrls.STRUCTURE_DEFINITION + "ipd-sharing";
    public static final String PRIMARY_COMPLETION = CanonicalUrls.STRUCTURE_DEFINITION + "primary-completion";
    public static final String REGISTRY_FLAG = CanonicalUrls.STRUCTURE_DEFINITION + "registry-flag";
    public static final String BROWSE_TERM = CanonicalUrls.STRUCTURE_DEFINITION + "browse-term";
    public static final String RESPONSIBLE_PARTY = CanonicalUrls.STRUCTURE_DEFINITION + "responsible-party";
    public static final String SITE_RECRUITMENT = CanonicalUrls.STRUCTURE_DEFINITION + "site-recruitment";
    public static final String SITE_CONTACT = CanonicalUrls.STRUCTURE_DEFINITION + "site-contact";

    private StudyExtensions() {}

    /** The value of a part of an extension. */
    public static @Nullable Type part(Extension extension, String name) {
        Extension part = extension.getExtensionByUrl(name);
        return part == null ? null : part.getValue();
    }

    /** The value of a part of an extension, if it is a primitive. */
    public static @Nullable String text(Extension extension, String name) {
        Type value = part(extension, name);
        return value == null || !value.isPrimitive() ? null : value.primitiveValue();
    }

    /** The value of an extension, if it is a primitive. */
    public static @Nullable String ofUrl(IBaseHasExtensions element, String url) {
        return element.getExtension().stream()
                .filter(extension -> url.equals(extension.getUrl()))
                .map(extension -> extension.getValue())
                .map(value -> value instanceof Type type && type.isPrimitive() ? type.primitiveValue() : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The first code of a part of an extension that is a CodeableConcept. */
    public static @Nullable String code(Extension extension, String name) {
        return part(extension, name) instanceof CodeableConcept concept && concept.hasCoding()
                ? concept.getCodingFirstRep().getCode()
                : null;
    }
}
