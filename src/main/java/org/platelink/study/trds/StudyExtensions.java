package org.platelink.study.trds;

import java.util.Objects;
import org.hl7.fhir.instance.model.api.IBaseHasExtensions;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** The URLs of the study extensions for registry data, and accessors for their parts. */
public final class StudyExtensions {

    private static final String R5 = "http://hl7.org/fhir/5.0/StructureDefinition/extension-ResearchStudy.";
    private static final String GUIDE = "https://platelink.org/ig/msc-itp/StructureDefinition/";

    public static final String LABEL = R5 + "label";
    public static final String ASSOCIATED_PARTY = R5 + "associatedParty";
    public static final String OUTCOME_MEASURE = R5 + "outcomeMeasure";
    public static final String PROGRESS_STATUS = R5 + "progressStatus";
    public static final String RECRUITMENT = R5 + "recruitment";
    public static final String STUDY_DESIGN = R5 + "studyDesign";
    public static final String DESCRIPTION_SUMMARY = R5 + "descriptionSummary";
    public static final String REGISTRATION = "http://hl7.org/fhir/StructureDefinition/researchStudy-studyRegistration";
    public static final String TRDS_ITEM = GUIDE + "trds-item";
    public static final String TIME_FRAME = GUIDE + "outcome-time-frame";
    public static final String CONTACT_KIND = GUIDE + "study-contact-kind";
    public static final String AFFILIATION = GUIDE + "study-contact-affiliation";
    public static final String PARTY_TELECOM = GUIDE + "study-party-telecom";
    public static final String INTERVENTION = GUIDE + "intervention-detail";
    public static final String DATE_CERTAINTY = GUIDE + "study-date-certainty";
    public static final String POPULATION = GUIDE + "eligible-population";
    public static final String CRITERION_TEXT = GUIDE + "criterion-text";
    public static final String ETHICS_REVIEW = GUIDE + "ethics-review";
    public static final String IPD_SHARING = GUIDE + "ipd-sharing";

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
