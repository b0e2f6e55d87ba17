package org.platelink.study.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationResult;
import ca.uhn.fhir.context.support.IValidationSupport.LookupCodeResult;
import ca.uhn.fhir.context.support.IValidationSupport.ValueSetExpansionOutcome;
import ca.uhn.fhir.context.support.LookupCodeRequest;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.validation.GuideDefinitions;

/** Terminology service over the known code systems and value sets, with HAPI's in-memory validation support. */
final class Terminology {

    private final GuideDefinitions guide;
    private final ValidationSupportChain chain;
    private final ValidationSupportContext context;

    Terminology(FhirContext fhir, GuideDefinitions guide) {
        this.guide = guide;
        PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(fhir);
        Stream.concat(guide.all(CodeSystem.class), guide.all(ValueSet.class)).forEach(own::addResource);
        chain = new ValidationSupportChain(
                own,
                fhir.getValidationSupport(),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir));
        context = new ValidationSupportContext(chain);
    }

    /**
     * The value set with a canonical URL.
     *
     * @param url its canonical URL, with or without a version
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException (404) if it is not known
     */
    ValueSet valueSet(String url) {
        return Optional.ofNullable((ValueSet) chain.fetchValueSet(url))
                .orElseThrow(() -> unknown("url", "ValueSet", url));
    }

    /** The code system with a canonical URL; like {@link #valueSet}, it throws if it is not known. */
    CodeSystem codeSystem(String url) {
        return findCodeSystem(url).orElseThrow(() -> unknown("url", "CodeSystem", url));
    }

    /** A code system whose concepts are known here; empty if there is none. */
    Optional<CodeSystem> findCodeSystem(String url) {
        return Optional.ofNullable((CodeSystem) chain.fetchCodeSystem(url))
                .filter(system -> system.getContent() != CodeSystemContentMode.NOTPRESENT);
    }

    /** The guide's own definition with this id. */
    <T extends MetadataResource> T ofGuide(Class<T> type, String id) {
        return guide.all(type)
                .filter(definition -> id.equals(definition.getIdPart()))
                .findFirst()
                .orElseThrow(() -> unknown("id", type.getSimpleName(), id));
    }

    ValueSetExpansionOutcome expand(ValueSet valueSet) {
        ValueSet requested = valueSet.copy();
        // HAPI caches expansions by the id of the value set, and a client may send any value set under any id.
        requested.setId((String) null);
        return chain.expandValueSet(context, null, requested);
    }

    /**
     * Whether a value set sent by a client contains a code. HAPI's own validation would cache the answer by the value
     * set's URL.
     */
    boolean isIn(Coding coding, ValueSet sent) {
        return new Expansion(null, 0, null, false)
                .of(sent, this).getContains().stream()
                        .anyMatch(code -> coding.getCode().equals(code.getCode())
                                && (!coding.hasSystem() || coding.getSystem().equals(code.getSystem())));
    }

    Optional<CodeValidationResult> validate(Coding coding, ValueSet valueSet) {
        ConceptValidationOptions options = new ConceptValidationOptions();
        options.setInferSystem(!coding.hasSystem());
        return Optional.ofNullable(chain.validateCodeInValueSet(
                context, options, address(coding), coding.getCode(), coding.getDisplay(), valueSet));
    }

    /** The lookup of a code in a system that is defined by rules, such as UCUM, rather than by a list of concepts. */
    Optional<LookupCodeResult> lookUp(Coding coding) {
        return Optional.ofNullable(
                        chain.lookupCode(context, new LookupCodeRequest(coding.getSystem(), coding.getCode())))
                .filter(LookupCodeResult::isFound);
    }

    /** Whether codes of a system can be validated here, by a list or by rules. */
    boolean isKnown(String system) {
        return chain.isCodeSystemSupported(context, system);
    }

    private static String address(Coding coding) {
        return coding.hasVersion() ? coding.getSystem() + "|" + coding.getVersion() : coding.getSystem();
    }

    /** The concept with this code, at any depth of the hierarchy. */
    static Optional<ConceptDefinitionComponent> concept(CodeSystem system, String code) {
        boolean exact = !system.hasCaseSensitive() || system.getCaseSensitive();
        return within(system.getConcept().stream())
                .filter(concept -> exact ? code.equals(concept.getCode()) : code.equalsIgnoreCase(concept.getCode()))
                .findFirst();
    }

    private static Stream<ConceptDefinitionComponent> within(Stream<ConceptDefinitionComponent> concepts) {
        return concepts.flatMap(concept -> Stream.concat(Stream.of(concept), within(concept.getConcept().stream())));
    }

    static RuntimeException unknown(String parameter, String type, String name) {
        return FhirErrors.notFound(
                parameter,
                "This server knows no " + type + " " + printable(name)
                        + "; it knows those of the guide, listed at [base]/" + type + ", and those of FHIR R4.");
    }

    /** Text from a client, shortened and without special characters, for use in a message. */
    static String printable(String text) {
        String head = text.length() > 200 ? text.substring(0, 200) + "…" : text;
        return head.replaceAll("[^\\x20-\\x7e…]", "?");
    }
}
