package org.platelink.platform.validation;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.hl7.fhir.r5.conformance.profile.ProfileUtilities;
import org.hl7.fhir.r5.elementmodel.JsonParser;
import org.hl7.fhir.r5.elementmodel.ParserBase.ValidationPolicy;
import org.hl7.fhir.r5.elementmodel.ValidatedFragment;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.r5.utils.validation.constants.IdStatus;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.instance.InstanceValidator;
import org.jspecify.annotations.Nullable;

/**
 * Pool of HL7's instance validators.
 *
 * <p>Creating a validator reads a table of 1.5 MB, which costs several times what validating an Observation does;
 * HAPI creates one per call. A validator is not thread-safe, so each validation borrows an idle one of the pool. The
 * pool itself is thread-safe.
 */
final class InstanceValidators {

    private static final int USES = 400;

    private final WorkerContextValidationSupportAdapter context;
    private final Queue<PooledValidator> idle = new ConcurrentLinkedQueue<>();
    // Limits concurrent validations. They are CPU-bound: more of them than there are processors only need more
    // memory.
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
        ValidationSupportChain chain = new ValidationSupportChain(
                own,
                LeanDefinitions.of(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir),
                new SnapshotGeneratingValidationSupport(fhir),
                unknownCodeSystems);
        // A laboratory's own code beside the LOINC code is valid: a binding requires one coding of its value set.
        chain.setCodeableConceptValidationSuccessfulIfNotAllCodingsAreValid(true);
        context = WorkerContextValidationSupportAdapter.newVersionSpecificWorkerContextWrapper(chain);
    }

    /**
     * Validates one resource.
     *
     * @param json the resource in FHIR JSON
     * @param profileUrls the profiles to validate against; if none, the base definition of the resource's type
     */
    List<ValidationMessage> validate(String json, List<String> profileUrls) {
        List<ValidationMessage> messages = new ArrayList<>();
        places.acquireUninterruptibly();
        try {
            PooledValidator waiting = idle.poll();
            PooledValidator borrowed = waiting == null ? make() : waiting;
            validate(borrowed, json, profileUrls.stream().map(this::profile).toList(), messages);
            // Not in a finally block: a validator that threw may be in any state, and is left to the garbage
            // collector.
            giveBack(borrowed);
        } finally {
            places.release();
        }
        return messages;
    }

    /**
     * Does the same as the validator's own method for a text, but with a parser that caches the definitions it looks
     * up.
     */
    private static void validate(
            PooledValidator borrowed,
            String json,
            List<StructureDefinition> profiles,
            List<ValidationMessage> messages) {
        List<ValidatedFragment> fragments;
        try {
            fragments = borrowed.parser().parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (ValidatedFragment fragment : fragments) {
            if (fragment.getElement() != null) {
                borrowed.validator()
                        .validate(null, fragment.getErrors(), null, fragment.getElement(), new ArrayList<>(profiles));
            }
            messages.addAll(fragment.getErrors());
        }
    }

    /**
     * Returns a validator to the pool, up to a number of uses. The validator keeps every coding that it saw, and with
     * it the resource, in a place that cannot be cleared from here, so it must be discarded at some time.
     */
    private void giveBack(PooledValidator used) {
        used.validator().getTextsToCheck().clear();
        if (used.uses() + 1 < USES) {
            idle.add(new PooledValidator(used.validator(), used.parser(), used.uses() + 1));
        }
    }

    /** The resource type of a profile; empty if the profile is not known here. */
    Optional<String> typeOf(String profileUrl) {
        return Optional.ofNullable(profile(profileUrl)).map(StructureDefinition::getType);
    }

    private @Nullable StructureDefinition profile(String url) {
        // Unknown profiles are not cached: their URLs come from the sender, and must not fill the memory.
        return profiles.computeIfAbsent(url, missing -> context.fetchResource(StructureDefinition.class, missing));
    }

    private PooledValidator make() {
        InstanceValidator validator = new InstanceValidator(
                context,
                new FhirInstanceValidator.NullEvaluationContext(),
                new XVerExtensionManagerOld(context),
                new ValidatorSession(),
                new ValidatorSettings());
        // References are checked when the resource is stored.
        validator.setAssumeValidRestReferences(true);
        validator.setPolicyAdvisor(new FhirDefaultPolicyAdvisor());
        validator.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        validator.setResourceIdRule(IdStatus.OPTIONAL);
        validator.setAnyExtensionsAllowed(true);
        validator.setUnknownCodeSystemsCauseErrors(true);
        validator.setNoExtensibleWarnings(true);
        JsonParser parser = new JsonParser(context, new ProfileUtilities(context, null, null));
        parser.setupValidation(ValidationPolicy.EVERYTHING);
        return new PooledValidator(validator, parser, 0);
    }

    /** A validator with its parser, and the number of resources that they have processed. */
    private record PooledValidator(InstanceValidator validator, JsonParser parser, int uses) {}
}
