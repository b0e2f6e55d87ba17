package org.platelink.trial.analysis;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.WriteInvalidatedCache;
import org.platelink.study.rules.StudyRules;

/** Cached reader of the derived analyses that studies name. */
final class StudyAnalyses {

    static final Set<String> READ_FROM = Set.of("ResearchStudy", "Library");

    private static final String ANALYSIS = CanonicalUrls.STRUCTURE_DEFINITION + "derived-analysis";

    private final IFhirResourceDao<ResearchStudy> studies;
    private final StudyRules rules;
    private final WriteInvalidatedCache<Optional<Analysis>> kept;

    StudyAnalyses(
            IFhirResourceDao<ResearchStudy> studies, StudyRules rules, WriteInvalidatedCache<Optional<Analysis>> kept) {
        this.studies = studies;
        this.rules = rules;
        this.kept = kept;
    }

    /**
     * A derived analysis of a study.
     *
     * @param name the name of the analysis, such as {@code response}
     * @return empty if there is no such study, or it names no such analysis
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if it names a library that is not
     *     stored
     */
    Optional<Analysis> of(String study, String name) {
        return kept.get(study + " " + name, key -> read(study, name));
    }

    private Optional<Analysis> read(String study, String name) {
        return extensions(study)
                .map(extension -> (Expression) extension.getValue())
                .filter(expression -> name.equals(expression.getName()))
                .findFirst()
                .map(expression -> Analysis.of(rules.library(expression.getReference()), expression.getExpression()));
    }

    private Stream<Extension> extensions(String study) {
        try {
            return studies
                    .read(new IdType("ResearchStudy", study), new SystemRequestDetails())
                    .getExtensionsByUrl(ANALYSIS)
                    .stream();
        } catch (ResourceNotFoundException | ResourceGoneException noSuchStudy) {
            return Stream.of();
        }
    }
}
