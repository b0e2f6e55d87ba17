package org.platelink.study.terminology;

import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationResult;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.OperationParameters;

/**
 * The operations {@code ValueSet/$expand} and {@code ValueSet/$validate-code}. They replace HAPI's own, which query
 * tables that are empty here.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset-operation-expand.html">FHIR R4, $expand</a>
 * @see <a href="https://hl7.org/fhir/R4/valueset-operation-validate-code.html">FHIR R4, $validate-code</a>
 */
class ValueSetOperations implements IResourceProvider {

    private static final String EXPAND = "$expand";
    private static final String EXPAND_CANONICAL = "http://hl7.org/fhir/OperationDefinition/ValueSet-expand";
    private static final String VALIDATE = "$validate-code";
    private static final String VALIDATE_CANONICAL = "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code";
    private static final String URL = "url";
    private static final String VALUE_SET = "valueSet";
    private static final String VERSION = "valueSetVersion";

    private final Terminology terminology;
    private final Clock clock;

    ValueSetOperations(Terminology terminology, Clock clock) {
        this.terminology = terminology;
        this.clock = clock;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return ValueSet.class;
    }

    @Operation(name = EXPAND, idempotent = true, canonicalUrl = EXPAND_CANONICAL)
    public ValueSet expand(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        return expanded(request, id);
    }

    @Operation(name = VALIDATE, idempotent = true, canonicalUrl = VALIDATE_CANONICAL)
    public Parameters validateCode(@IdParam(optional = true) @Nullable IdType id, RequestDetails request) {
        return validated(request, id);
    }

    private ValueSet expanded(RequestDetails request, @Nullable IdType id) {
        OperationParameters parameters = OperationParameters.of(
                        request, URL, VALUE_SET, VERSION, "filter", "offset", "count", "includeDefinition")
                .withoutOtherBody(request);
        Expansion expansion = new Expansion(
                parameters.text("filter").orElse(null),
                parameters.number("offset", 0).orElse(0),
                parameters.number("count", 0).orElse(null),
                parameters.flag("includeDefinition").orElse(false));
        return expansion.in(valueSet(parameters, id), terminology, clock);
    }

    private Parameters validated(RequestDetails request, @Nullable IdType id) {
        OperationParameters parameters = OperationParameters.of(
                        request,
                        URL,
                        VALUE_SET,
                        VERSION,
                        "code",
                        "system",
                        "systemVersion",
                        "display",
                        "coding",
                        "codeableConcept")
                .withoutOtherBody(request);
        List<Coding> codings = CodingParameters.of(parameters, "system", "systemVersion");
        ValueSet valueSet = valueSet(parameters, id);
        boolean sent = parameters.resource(VALUE_SET).isPresent();
        return CodeVerdict.ofAny(codings, coding -> sent ? verdictOfSent(coding, valueSet) : verdict(coding, valueSet))
                .parameters();
    }

    private CodeVerdict verdictOfSent(Coding coding, ValueSet valueSet) {
        return terminology.isIn(coding, valueSet)
                ? new CodeVerdict(true, null, null)
                : CodeVerdict.no("The value set does not have the code.");
    }

    private CodeVerdict verdict(Coding coding, ValueSet valueSet) {
        Optional<CodeValidationResult> result = terminology.validate(coding, valueSet);
        if (result.isEmpty()) {
            return CodeVerdict.no(
                    "Whether the value set has the code cannot be told here, as its code system is not known.");
        }
        CodeValidationResult validation = result.get();
        return validation.isOk()
                ? CodeVerdict.yes(coding, validation.getDisplay())
                : CodeVerdict.no(
                        validation.getMessage() == null
                                ? "The value set does not have the code."
                                : Words.of(validation.getMessage()));
    }

    private ValueSet valueSet(OperationParameters parameters, @Nullable IdType id) {
        Optional<String> url = parameters.text(URL);
        Optional<Resource> sent = parameters.resource(VALUE_SET);
        int named = (id == null ? 0 : 1) + (url.isPresent() ? 1 : 0) + (sent.isPresent() ? 1 : 0);
        if (named != 1) {
            throw FhirErrors.invalid(
                    "Parameters",
                    "Name the value set once: by url, by ValueSet/[id], or in a body as the parameter valueSet.");
        }
        if (sent.isPresent()) {
            if (sent.get() instanceof ValueSet valueSet) {
                return valueSet;
            }
            throw FhirErrors.invalid(OperationParameters.place(VALUE_SET), "The parameter valueSet holds a ValueSet.");
        }
        Optional<String> version = parameters.text(VERSION);
        ValueSet found =
                id == null ? terminology.valueSet(url.get()) : terminology.ofGuide(ValueSet.class, id.getIdPart());
        if (version.isPresent() && found.hasVersion() && !version.get().equals(found.getVersion())) {
            throw Terminology.unknown(VERSION, "ValueSet", found.getUrl() + "|" + version.get());
        }
        return found;
    }
}
