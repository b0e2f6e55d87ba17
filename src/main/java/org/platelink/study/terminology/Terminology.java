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

/** The code systems and value sets that are known here, and what HAPI's terminology in memory says of them. */
final class Terminology {

    private final GuideDefinitions guide;
    private final ValidationSupportChain known;
    private final ValidationSupportContext context;

    Terminology(FhirContext fhir, GuideDefinitions guide) {
        this.guide = guide;
        PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(fhir);
        Stream.concat(guide.all(CodeSystem.class), guide.all(ValueSet.class)).forEach(own::addResource);
        known = new ValidationSupportChain(
                own,
                fhir.getValidationSupport(),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir));
        context = new ValidationSupportContext(known);
    }

    /**
     * A value set.
     *
     * @param url its canonical address, in which the version may stand
     * @throws ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException (404) if it is not known
     */
    ValueSet valueSet(String url) {
        return Optional.ofNullable((ValueSet) known.fetchValueSet(url))
                .orElseThrow(() -> unknown("url", "ValueSet", url));
    }

    /** A code system, like a value set. */
    CodeSystem codeSystem(String url) {
        return findCodeSystem(url).orElseThrow(() -> unknown("url", "CodeSystem", url));
    }

    /** A code system whose concepts are known here; empty if there is none. */
    Optional<CodeSystem> findCodeSystem(String url) {
        return Optional.ofNullable((CodeSystem) known.fetchCodeSystem(url))
                .filter(system -> system.getContent() != CodeSystemContentMode.NOTPRESENT);
    }

    /** The guide's own definition of an id. */
    <T extends MetadataResource> T ofGuide(Class<T> type, String id) {
        return guide.all(type)
                .filter(definition -> id.equals(definition.getIdPart()))
                .findFirst()
                .orElseThrow(() -> unknown("id", type.getSimpleName(), id));
    }

    ValueSetExpansionOutcome expand(ValueSet valueSet) {
        ValueSet asked = valueSet.copy();
        // By its id HAPI would remember the expansion, and a client may send a value set under any.
        asked.setId((String) null);
        return known.expandValueSet(context, null, asked);
    }

    /** Whether a value set that a client has sent has a code. HAPI would remember the answer by its address. */
    boolean isIn(Coding coding, ValueSet sent) {
        return new Expansion(null, 0, null, false)
                .of(sent, this).getContains().stream()
                        .anyMatch(code -> coding.getCode().equals(code.getCode())
                                && (!coding.hasSystem() || coding.getSystem().equals(code.getSystem())));
    }

    Optional<CodeValidationResult> validate(Coding coding, ValueSet valueSet) {
        ConceptValidationOptions options = new ConceptValidationOptions();
        options.setInferSystem(!coding.hasSystem());
        return Optional.ofNullable(known.validateCodeInValueSet(
                context, options, address(coding), coding.getCode(), coding.getDisplay(), valueSet));
    }

    /** What is known of a code of a system that is known by its rules, such as UCUM, and not by a list. */
    Optional<LookupCodeResult> lookUp(Coding coding) {
        return Optional.ofNullable(
                        known.lookupCode(context, new LookupCodeRequest(coding.getSystem(), coding.getCode())))
                .filter(LookupCodeResult::isFound);
    }

    /** Whether codes of a system can be told from others here, by a list or by a rule. */
    boolean isKnown(String system) {
        return known.isCodeSystemSupported(context, system);
    }

    private static String address(Coding coding) {
        return coding.hasVersion() ? coding.getSystem() + "|" + coding.getVersion() : coding.getSystem();
    }

    /** A concept of a code system, at whichever depth. */
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

    /** What a client has sent, as it can stand in a sentence. */
    static String printable(String text) {
        String head = text.length() > 200 ? text.substring(0, 200) + "…" : text;
        return head.replaceAll("[^\\x20-\\x7e…]", "?");
    }
}
