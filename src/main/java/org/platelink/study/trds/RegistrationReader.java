package org.platelink.study.trds;

import static org.platelink.study.trds.StudyExtensions.code;
import static org.platelink.study.trds.StudyExtensions.ofUrl;
import static org.platelink.study.trds.StudyExtensions.part;
import static org.platelink.study.trds.StudyExtensions.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;

/** Reads the registry data of a trial from a ResearchStudy and the resources that it refers to. */
public final class RegistrationReader {

    private static final String RECRUITMENT_STATUS = CanonicalUrls.CODE_SYSTEM + "recruitment-status";
    private static final String STUDY_DESIGN = CanonicalUrls.CODE_SYSTEM + "study-design";
    private static final String STUDY_TYPE = CanonicalUrls.CODE_SYSTEM + "study-type";

    private final PeopleReader people;
    private final CriteriaReader criteria;
    private final DetailsReader details;

    /** @param resolve gives the resource for a reference such as {@code Organization/x}; null if it is not public */
    public RegistrationReader(Function<String, @Nullable Resource> resolve) {
        StudyReferences referenced = new StudyReferences(resolve);
        this.people = new PeopleReader(referenced);
        this.criteria = new CriteriaReader(referenced);
        this.details = new DetailsReader(referenced);
    }

    /** Reads a study; the actual enrolment count is the one that the study itself states, if any. */
    public Registration read(ResearchStudy study) {
        Identifier primary = primary(study);
        RegistryDetails beyond = details.read(study);
        return new Registration(
                study.getIdElement().getIdPart(),
                primary == null ? null : number(primary),
                study.getIdentifier().stream()
                        .filter(identifier -> identifier != primary && identifier.hasValue())
                        .map(RegistrationReader::number)
                        .toList(),
                titles(study),
                status(study),
                dates(study),
                people.parties(study),
                study.getContact().stream().map(PeopleReader::contact).toList(),
                study.getLocation().stream().map(RegistrationReader::words).toList(),
                study.getSite().stream()
                        .map(people::site)
                        .filter(Objects::nonNull)
                        .toList(),
                study.getCondition().stream().map(RegistrationReader::concept).toList(),
                study.getKeyword().stream()
                        .filter(keyword -> !DetailsReader.isBrowseTerm(keyword))
                        .map(RegistrationReader::concept)
                        .toList(),
                study.getArm().stream()
                        .map(arm -> new Registration.Arm(
                                arm.getName(), arm.getType().getCodingFirstRep().getCode(), arm.getDescription()))
                        .toList(),
                study.getFocus().stream().map(RegistrationReader::intervention).toList(),
                criteria.criteria(study),
                design(study),
                study.getPhase().getCodingFirstRep().getCode(),
                study.getPrimaryPurposeType().getCodingFirstRep().getCode(),
                enrolment(study),
                study.getExtensionsByUrl(StudyExtensions.OUTCOME_MEASURE).stream()
                        .map(outcome -> new Registration.Outcome(
                                code(outcome, "type"),
                                text(outcome, "name"),
                                text(outcome, "description"),
                                ofUrl(outcome, StudyExtensions.TIME_FRAME)))
                        .toList(),
                study.getExtensionsByUrl(StudyExtensions.ETHICS_REVIEW).stream()
                        .map(review -> new Registration.Ethics(
                                text(review, "status"),
                                text(review, "date"),
                                text(review, "committee"),
                                text(review, "address"),
                                text(review, "phone"),
                                text(review, "email")))
                        .toList(),
                sharing(study),
                beyond.citations().stream()
                        .filter(RegistryDetails.Citation::isOfResults)
                        .map(one -> Registration.joined(" ", one.citation(), one.url()))
                        .filter(words -> !words.isEmpty())
                        .toList(),
                study.getObjective().stream()
                        .map(ResearchStudy.ResearchStudyObjectiveComponent::getName)
                        .filter(Objects::nonNull)
                        .toList(),
                ofUrl(study, StudyExtensions.DESCRIPTION_SUMMARY),
                study.getDescription(),
                beyond);
    }

    private static @Nullable Identifier primary(ResearchStudy study) {
        return study.getIdentifier().stream()
                .filter(identifier -> identifier.getUse() == IdentifierUse.OFFICIAL && identifier.hasValue())
                .findFirst()
                .orElse(null);
    }

    private static Registration.Number number(Identifier identifier) {
        String authority = identifier.getAssigner().getDisplay();
        if (authority == null && CodeSystems.CLINICAL_TRIALS_GOV.equals(identifier.getSystem())) {
            authority = "ClinicalTrials.gov";
        }
        return new Registration.Number(
                identifier.getSystem(),
                identifier.getValue(),
                authority != null ? authority : identifier.getType().getText(),
                identifier.getType().getText());
    }

    private static Registration.Titles titles(ResearchStudy study) {
        String plain = label(study, "plain-language", "short-title");
        return new Registration.Titles(
                plain != null ? plain : study.getTitle(),
                label(study, "official", "scientific"),
                label(study, "acronym"));
    }

    private static @Nullable String label(ResearchStudy study, String... types) {
        return study.getExtensionsByUrl(StudyExtensions.LABEL).stream()
                .filter(label -> List.of(types).contains(String.valueOf(code(label, "type"))))
                .map(label -> text(label, "value"))
                .findFirst()
                .orElse(null);
    }

    private static Registration.Status status(ResearchStudy study) {
        String recruitment = null;
        for (Extension progress : study.getExtensionsByUrl(StudyExtensions.PROGRESS_STATUS)) {
            if (part(progress, "state") instanceof CodeableConcept state) {
                recruitment = state.getCoding().stream()
                        .filter(coding -> RECRUITMENT_STATUS.equals(coding.getSystem()))
                        .map(coding -> coding.getCode())
                        .findFirst()
                        .orElse(recruitment);
            }
        }
        return new Registration.Status(
                study.hasStatus() ? study.getStatus().toCode() : null,
                recruitment,
                study.hasReasonStopped() ? words(study.getReasonStopped()) : null);
    }

    private static Registration.Dates dates(ResearchStudy study) {
        Period period = study.getPeriod();
        return new Registration.Dates(
                registration(study, "registration-submission"),
                registration(study, "registration-posting"),
                date(period.getStartElement()),
                ofUrl(period.getStartElement(), StudyExtensions.DATE_CERTAINTY),
                date(period.getEndElement()),
                ofUrl(period.getEndElement(), StudyExtensions.DATE_CERTAINTY));
    }

    private static @Nullable String registration(ResearchStudy study, String activity) {
        return study.getExtensionsByUrl(StudyExtensions.REGISTRATION).stream()
                .filter(step -> activity.equals(code(step, "activity")))
                .map(step -> part(step, "period") instanceof Period period ? date(period.getStartElement()) : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String date(DateTimeType time) {
        String written = time.getValueAsString();
        return written == null ? null : written.split("T")[0];
    }

    private static Registration.Concept concept(CodeableConcept concept) {
        return new Registration.Concept(
                words(concept),
                concept.getCoding().stream()
                        .filter(coding -> coding.hasSystem() && coding.hasCode())
                        .map(coding -> new Registration.Code(coding.getSystem(), coding.getCode()))
                        .toList());
    }

    /** The text of a concept; else the display of its first coding, or the code. */
    static String words(CodeableConcept concept) {
        if (concept.hasText()) {
            return concept.getText();
        }
        return concept.getCoding().stream()
                .map(coding -> coding.hasDisplay() ? coding.getDisplay() : coding.getCode())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static Registration.Intervention intervention(CodeableConcept focus) {
        Extension detail = focus.getExtensionByUrl(StudyExtensions.INTERVENTION);
        return detail == null
                ? new Registration.Intervention(words(focus), null, null, List.of(), List.of())
                : new Registration.Intervention(
                        words(focus),
                        text(detail, "type"),
                        text(detail, "description"),
                        texts(detail, "arm"),
                        texts(detail, "otherName"));
    }

    private static List<String> texts(Extension extension, String part) {
        return extension.getExtensionsByUrl(part).stream()
                .map(one -> one.getValue().primitiveValue())
                .toList();
    }

    private static Registration.Design design(ResearchStudy study) {
        List<String> codes = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Extension extension : study.getExtensionsByUrl(StudyExtensions.STUDY_DESIGN)) {
            if (extension.getValue() instanceof CodeableConcept design) {
                List<String> known = design.getCoding().stream()
                        .filter(coding -> STUDY_DESIGN.equals(coding.getSystem()))
                        .map(coding -> coding.getCode())
                        .toList();
                codes.addAll(known);
                if (known.isEmpty() || design.hasText()) {
                    words.add(words(design));
                }
            }
        }
        String type = study.getCategory().stream()
                .flatMap(category -> category.getCoding().stream())
                .filter(coding -> STUDY_TYPE.equals(coding.getSystem()))
                .map(coding -> coding.getCode())
                .findFirst()
                .orElse(null);
        return new Registration.Design(type, codes, words);
    }

    private static Registration.Enrolment enrolment(ResearchStudy study) {
        Extension recruitment = study.getExtensionByUrl(StudyExtensions.RECRUITMENT);
        return recruitment == null
                ? new Registration.Enrolment(null, null, false)
                : new Registration.Enrolment(
                        number(part(recruitment, "targetNumber")), number(part(recruitment, "actualNumber")), false);
    }

    private static @Nullable Integer number(@Nullable Type number) {
        return number instanceof UnsignedIntType unsigned ? unsigned.getValue() : null;
    }

    private static Registration.@Nullable Sharing sharing(ResearchStudy study) {
        Extension sharing = study.getExtensionByUrl(StudyExtensions.IPD_SHARING);
        return sharing == null ? null : new Registration.Sharing(text(sharing, "plan"), text(sharing, "description"));
    }
}
