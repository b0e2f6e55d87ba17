package org.platelink.study.terminology;

import ca.uhn.fhir.context.support.IValidationSupport.LookupCodeResult;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/**
 * The operations {@code CodeSystem/$lookup} and {@code CodeSystem/$validate-code}.
 *
 * @see <a href="https://hl7.org/fhir/R4/codesystem-operation-lookup.html">FHIR R4, $lookup</a>
 * @see <a href="https://hl7.org/fhir/R4/codesystem-operation-validate-code.html">FHIR R4, $validate-code</a>
 */
class CodeSystemOperations implements IResourceProvider {

    private static final String LOOK_UP = "$lookup";
    private static final String VALIDATE = "$validate-code";
    private static final String VALIDATE_CANONICAL = "http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code";
    private static final String SYSTEM = "system";

    private final Terminology terminology;

    CodeSystemOperations(Terminology terminology) {
        this.terminology = terminology;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return CodeSystem.class;
    }

    @Operation(
            name = LOOK_UP,
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup")
    public Parameters lookUp(RequestDetails request) {
        OperationParameters parameters = OperationParameters.of(
                        request, "code", SYSTEM, "version", "coding", "property")
                .withoutOtherBody(request);
        if (parameters.text("code").isEmpty()
                && parameters.value("coding", Coding.class).isEmpty()) {
            throw FhirErrors.invalid(
                    "Parameters", "Say which code is meant: by code and system, or in a body by coding.");
        }
        Coding coding = CodingParameters.of(parameters, SYSTEM, "version").get(0);
        if (!coding.hasSystem() || !coding.hasCode()) {
            throw FhirErrors.invalid(
                    OperationParameters.place(SYSTEM), "A code has a meaning in its system only: name the system too.");
        }
        Optional<CodeSystem> system = terminology.findCodeSystem(coding.getSystem());
        system.ifPresent(found -> mustBeOfVersion(found, coding.getVersion()));
        return system.flatMap(found -> Terminology.concept(found, coding.getCode())
                        .map(concept ->
                                new ConceptDescription(found, concept).parameters(parameters.texts("property"))))
                .or(() -> byRule(coding))
                .orElseThrow(() -> unknown(system, coding));
    }

    private RuntimeException unknown(Optional<CodeSystem> system, Coding coding) {
        if (system.isPresent()) {
            return FhirErrors.notFound("code", without(system.get(), coding.getCode()));
        }
        return terminology.isKnown(coding.getSystem())
                ? FhirErrors.notFound(
                        "code",
                        String.valueOf(withoutList(coding.getSystem(), coding.getCode())
                                .message()))
                : Terminology.unknown(SYSTEM, "CodeSystem", coding.getSystem());
    }

    private Optional<Parameters> byRule(Coding coding) {
        return terminology
                .lookUp(coding)
                .filter(LookupCodeResult::isFound)
                .map(result -> ConceptDescription.byRule(coding, result));
    }

    @Operation(name = VALIDATE, idempotent = true, canonicalUrl = VALIDATE_CANONICAL)
    public Parameters validateCode(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        return validated(request, id);
    }

    private Parameters validated(RequestDetails request, @Nullable IdType id) {
        OperationParameters parameters = OperationParameters.of(
                        request, "url", "version", "code", "display", "coding", "codeableConcept")
                .withoutOtherBody(request);
        List<Coding> codings = CodingParameters.of(parameters, "url", "version");
        CodeSystem ofInstance = id == null ? null : terminology.ofGuide(CodeSystem.class, id.getIdPart());
        String url = ofInstance == null ? parameters.text("url").orElse(null) : ofInstance.getUrl();
        return CodeVerdict.ofAny(codings, coding -> verdict(coding, ofInstance, url))
                .parameters();
    }

    private CodeVerdict verdict(Coding coding, @Nullable CodeSystem ofInstance, @Nullable String url) {
        String systemUrl = url == null ? coding.getSystem() : url;
        if (systemUrl == null) {
            throw FhirErrors.invalid(
                    OperationParameters.place("url"), "A code has a meaning in its system only: name it by url.");
        }
        if (coding.hasSystem() && !coding.getSystem().equals(systemUrl)) {
            return CodeVerdict.no("The code is of another system, " + Terminology.printable(coding.getSystem()) + ".");
        }
        Optional<CodeSystem> system =
                ofInstance == null ? terminology.findCodeSystem(systemUrl) : Optional.of(ofInstance);
        if (system.isPresent()) {
            mustBeOfVersion(system.get(), coding.getVersion());
            return Terminology.concept(system.get(), coding.getCode())
                    .map(concept -> CodeVerdict.yes(coding, concept.getDisplay()))
                    .orElseGet(() -> CodeVerdict.no(without(system.get(), coding.getCode())));
        }
        return terminology
                .lookUp(coding.copy().setSystem(systemUrl))
                .map(result -> CodeVerdict.yes(coding, result.getCodeDisplay()))
                .orElseGet(() -> withoutList(systemUrl, coding.getCode()));
    }

    private CodeVerdict withoutList(String system, String code) {
        if (!terminology.isKnown(system)) {
            throw Terminology.unknown("url", "CodeSystem", system);
        }
        return CodeVerdict.no(
                "The system " + Terminology.printable(system) + " has no code " + Terminology.printable(code) + ".");
    }

    private static void mustBeOfVersion(CodeSystem system, @Nullable String version) {
        if (version != null && system.hasVersion() && !version.equals(system.getVersion())) {
            throw Terminology.unknown("version", "CodeSystem", system.getUrl() + "|" + version);
        }
    }

    private static String without(CodeSystem system, String code) {
        String of = Terminology.printable(system.getUrl());
        return system.getContent() == CodeSystemContentMode.COMPLETE
                ? "The system " + of + " has no code " + Terminology.printable(code) + "."
                : "This server knows only a part of " + of + ", and the code " + Terminology.printable(code)
                        + " is not in it; it may be there in the whole.";
    }
}
