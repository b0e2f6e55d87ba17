package org.platelink.trial.eligibility;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Group.GroupCharacteristicComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.WriteInvalidatedCache;
import org.platelink.study.rules.StudyRules;

/**
 * Cached reader of the eligibility criteria of studies.
 *
 * <p>An entry is invalidated when one of the resource types it was read from ({@link #READ_FROM}) is written. It
 * lives no longer than a minute, because another server instance may write them too.
 */
final class StudyCriteria {

    private static final String EXPRESSION = CanonicalUrls.STRUCTURE_DEFINITION + "criterion-expression";
    private static final String ATTESTATION = CanonicalUrls.STRUCTURE_DEFINITION + "attestation";
    private static final String AGE_OF_ASSENT = CanonicalUrls.STRUCTURE_DEFINITION + "age-of-assent";
    static final Set<String> READ_FROM = Set.of("ResearchStudy", "Group", "Library");

    private final IFhirResourceDao<ResearchStudy> studies;
    private final IFhirResourceDao<Group> groups;
    private final StudyRules rules;
    private final int ageOfAssent;
    private final WriteInvalidatedCache<Optional<Criteria>> ofStudies;

    /** @param ageOfAssent the age of assent of studies that state none */
    StudyCriteria(
            IFhirResourceDao<ResearchStudy> studies,
            IFhirResourceDao<Group> groups,
            StudyRules rules,
            int ageOfAssent,
            WriteInvalidatedCache<Optional<Criteria>> ofStudies) {
        this.studies = studies;
        this.groups = groups;
        this.rules = rules;
        this.ageOfAssent = ageOfAssent;
        this.ofStudies = ofStudies;
    }

    /**
     * The criteria of a study.
     *
     * @return empty if there is no such study, or none of its criteria names an expression
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if they name a library that is
     *     not stored, or several
     */
    Optional<Criteria> ofStudy(String study) {
        return ofStudies.get(study, this::read);
    }

    private Optional<Criteria> read(String study) {
        List<GroupCharacteristicComponent> judged = new ArrayList<>();
        String attestation = "";
        Optional<ResearchStudy> stored = stored(study);
        for (IdType id : stored.map(StudyCriteria::enrolment).orElse(List.of())) {
            Group group = groups.read(id, new SystemRequestDetails());
            group.getCharacteristic().stream()
                    .filter(one -> one.hasExtension(EXPRESSION))
                    .forEach(judged::add);
            Extension extension = group.getExtensionByUrl(ATTESTATION);
            attestation = extension == null ? attestation : extension.getValue().primitiveValue();
        }
        List<String> libraries = judged.stream()
                .map(one -> expression(one).getReference())
                .distinct()
                .toList();
        if (libraries.isEmpty()) {
            return Optional.empty();
        }
        if (libraries.size() > 1) {
            throw FhirErrors.broken(
                    "Group.characteristic.extension",
                    "The criteria of the study are judged by one Library; they name " + libraries + ".");
        }
        return Optional.of(new Criteria(
                rules.library(libraries.get(0)),
                attestation,
                stored.map(one -> one.getExtensionByUrl(AGE_OF_ASSENT))
                        .map(one -> Integer.parseInt(one.getValue().primitiveValue()))
                        .orElse(ageOfAssent),
                judged.stream()
                        .map(one -> new Criterion(
                                one.getCode().getCodingFirstRep(),
                                one.getExclude(),
                                expression(one).getExpression()))
                        .toList()));
    }

    private Optional<ResearchStudy> stored(String study) {
        try {
            return Optional.of(studies.read(new IdType("ResearchStudy", study), new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException noSuchStudy) {
            return Optional.empty();
        }
    }

    private static List<IdType> enrolment(ResearchStudy study) {
        return study.getEnrollment().stream()
                .map(reference -> (IdType) reference.getReferenceElement())
                .toList();
    }

    private static Expression expression(GroupCharacteristicComponent criterion) {
        return (Expression) criterion.getExtensionByUrl(EXPRESSION).getValue();
    }
}
