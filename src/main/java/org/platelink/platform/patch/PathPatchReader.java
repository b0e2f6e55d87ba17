package org.platelink.platform.patch;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.platelink.platform.patch.PathOperation.Kind;
import org.platelink.platform.server.FhirErrors;

/** Parses FHIRPath Patches: a Parameters resource with one parameter for each operation. */
final class PathPatchReader {

    /** FHIRPath functions that are refused, because they need more than the resource or may take unbounded time. */
    private static final Pattern NOT_TAKEN = Pattern.compile(
            "\\b(resolve|memberOf|conformsTo|subsumes|subsumedBy|htmlChecks|matches|matchesFull|replaceMatches"
                    + "|repeat|trace|checkModifiers|elementDefinition|slice|repeatAll|combine|aggregate)\\s*\\(");

    private static final Pattern LITERAL = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'");

    private final FhirContext fhir;

    PathPatchReader(FhirContext fhir) {
        this.fhir = fhir;
    }

    /**
     * Parses a patch.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException (400) that says which operation is
     *     invalid
     */
    Patch of(Parameters parameters) {
        List<PathOperation> operations = new ArrayList<>();
        for (int i = 0; i < parameters.getParameter().size(); i++) {
            ParametersParameterComponent parameter = parameters.getParameter().get(i);
            String place = "Parameters.parameter[" + i + "]";
            if (!"operation".equals(parameter.getName())) {
                throw FhirErrors.invalid(
                        place + ".name",
                        "The parameters of a FHIRPath Patch are its operations; each has the name operation.");
            }
            operations.add(operation(parameter, place));
        }
        if (operations.isEmpty()) {
            throw FhirErrors.invalid("Parameters.parameter", "The patch has no operation.");
        }
        return new PathPatch(fhir, operations);
    }

    private static PathOperation operation(ParametersParameterComponent parameter, String place) {
        Kind kind = text(parameter, "type")
                .flatMap(Kind::of)
                .orElseThrow(() -> FhirErrors.invalid(
                        place + ".part.where(name='type')",
                        "The type of an operation is add, insert, delete, replace or move."));
        String path = text(parameter, "path").orElse("");
        if (path.isBlank()) {
            throw FhirErrors.invalid(
                    place + ".part.where(name='path')", "An operation has the FHIRPath of what it changes.");
        }
        String code = LITERAL.matcher(path).replaceAll("''");
        if (NOT_TAKEN.matcher(code).find()) {
            throw FhirErrors.invalid(
                    place + ".part.where(name='path')",
                    "A patch's path names an element of the resource; of FHIRPath's functions take where, first, last, ofType,"
                            + " extension and the like.");
        }
        PathOperation operation = new PathOperation(
                place,
                kind,
                path,
                text(parameter, "name").orElse(""),
                part(parameter, "value").orElse(null),
                number(parameter, "index", place),
                number(parameter, "source", place),
                number(parameter, "destination", place));
        operation.requireComplete();
        return operation;
    }

    private static Optional<String> text(ParametersParameterComponent of, String name) {
        return part(of, name)
                .map(ParametersParameterComponent::getValue)
                .filter(PrimitiveType.class::isInstance)
                .map(value -> value.primitiveValue());
    }

    private static int number(ParametersParameterComponent of, String name, String place) {
        Optional<ParametersParameterComponent> part = part(of, name);
        if (part.isEmpty()) {
            return PathOperation.NO_INDEX;
        }
        if (part.get().getValue() instanceof IntegerType whole && whole.hasValue() && whole.getValue() >= 0) {
            return whole.getValue();
        }
        throw FhirErrors.invalid(place + ".part.where(name='" + name + "')", "It is a valueInteger, from 0 on.");
    }

    private static Optional<ParametersParameterComponent> part(ParametersParameterComponent of, String name) {
        return of.getPart().stream().filter(part -> name.equals(part.getName())).findFirst();
    }
}
