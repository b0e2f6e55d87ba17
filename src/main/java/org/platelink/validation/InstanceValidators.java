package org.platelink.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirDefaultPolicyAdvisor;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.r5.utils.validation.constants.IdStatus;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.instance.InstanceValidator;

/**
 * HL7's own validator, kept alive between resources.
 *
 * <p>Making one reads a table of 1.5 MB, which costs several times what validating an Observation does; HAPI makes one a
 * call. One serves a single thread at a time, so idle ones wait here and each validation borrows one.
 */
final class InstanceValidators {

    private final WorkerContextValidationSupportAdapter context;
    private final Queue<InstanceValidator> idle = new ConcurrentLinkedQueue<>();
    private final Map<String, StructureDefinition> profiles = new ConcurrentHashMap<>();

    InstanceValidators(FhirContext fhir, Guide guide) {
        PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(fhir);
        guide.resources().forEach(own::addResource);
        UnknownCodeSystemWarningValidationSupport unknownCodeSystems =
                new UnknownCodeSystemWarningValidationSupport(fhir);
        unknownCodeSystems.setNonExistentCodeSystemSeverity(
                ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity.WARNING);
        context =
                WorkerContextValidationSupportAdapter.newVersionSpecificWorkerContextWrapper(new ValidationSupportChain(
                        own,
                        new DefaultProfileValidationSupport(fhir),
                        new CommonCodeSystemsTerminologyService(fhir),
                        new InMemoryTerminologyServerValidationSupport(fhir),
                        new SnapshotGeneratingValidationSupport(fhir),
                        unknownCodeSystems));
    }

    /**
     * Validates one resource.
     *
     * @param json the resource in FHIR JSON
     * @param profileUrls profiles to follow; with none, the base definition of the resource's type
     */
    List<ValidationMessage> validate(String json, List<String> profileUrls) {
        InstanceValidator borrowed = idle.poll();
        InstanceValidator validator = borrowed == null ? make() : borrowed;
        List<ValidationMessage> messages = new ArrayList<>();
        validator.validate(
                null,
                messages,
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                FhirFormat.JSON,
                profileUrls.stream().map(this::profile).toList());
        // Not in a finally block: a validator that threw may be in any state, and is left to the garbage collector.
        idle.add(validator);
        return messages;
    }

    private StructureDefinition profile(String url) {
        return profiles.computeIfAbsent(url, missing -> context.fetchResource(StructureDefinition.class, missing));
    }

    private InstanceValidator make() {
        InstanceValidator validator = new InstanceValidator(
                context,
                new FhirInstanceValidator.NullEvaluationContext(),
                new XVerExtensionManagerOld(context),
                new ValidatorSession(),
                new ValidatorSettings());
        // The store itself checks that what is referred to is there.
        validator.setAssumeValidRestReferences(true);
        validator.setPolicyAdvisor(new FhirDefaultPolicyAdvisor());
        validator.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        validator.setResourceIdRule(IdStatus.OPTIONAL);
        validator.setAnyExtensionsAllowed(true);
        validator.setUnknownCodeSystemsCauseErrors(true);
        validator.setNoExtensibleWarnings(true);
        return validator;
    }
}
