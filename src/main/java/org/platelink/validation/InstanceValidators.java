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
import java.util.concurrent.Semaphore;
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

    private static final int USES = 5000;

    private final WorkerContextValidationSupportAdapter context;
    private final Queue<Kept> idle = new ConcurrentLinkedQueue<>();
    // Validating is work for the processor alone: more at once than there are processors only adds memory.
    private final Semaphore places =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
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
        List<ValidationMessage> messages = new ArrayList<>();
        places.acquireUninterruptibly();
        try {
            Kept waiting = idle.poll();
            Kept borrowed = waiting == null ? new Kept(make(), 0) : waiting;
            borrowed.validator()
                    .validate(
                            null,
                            messages,
                            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                            FhirFormat.JSON,
                            profileUrls.stream().map(this::profile).toList());
            // Not in a finally block: a validator that threw may be in any state, and is left to the garbage collector.
            giveBack(borrowed);
        } finally {
            places.release();
        }
        return messages;
    }

    /** The validator remembers parts of every resource it saw, some beyond reach: it must not live for ever. */
    private void giveBack(Kept used) {
        used.validator().getTextsToCheck().clear();
        if (used.uses() + 1 < USES) {
            idle.add(new Kept(used.validator(), used.uses() + 1));
        }
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

    /** A validator and how many resources it has seen. */
    private record Kept(InstanceValidator validator, int uses) {}
}
