package org.platelink.platform.validation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a set of profiles that depend on values: their invariants, and the elements with fixed values,
 * patterns or bounds.
 */
final class Invariants {

    /** Invariants of base R4 that depend on which elements are present, and on no value. */
    private static final Set<String> OF_STRUCTURE =
            Set.of("ele-1", "ext-1", "dom-2", "dom-3", "dom-4", "dom-5", "dom-6");

    private final FHIRPathEngine engine;
    private final List<Invariant> invariants = new ArrayList<>();
    private final Set<Pattern> ruledPaths = new LinkedHashSet<>();
    private final Map<String, Boolean> ruled = new ConcurrentHashMap<>();

    /**
     * @param engine evaluates FHIRPath
     * @param profiles with snapshots
     * @throws FHIRException if an invariant cannot be parsed
     */
    Invariants(FHIRPathEngine engine, List<StructureDefinition> profiles) {
        this.engine = engine;
        Set<String> read = new LinkedHashSet<>();
        for (StructureDefinition profile : profiles) {
            for (ElementDefinition element : profile.getSnapshot().getElement()) {
                int dot = element.getPath().indexOf('.');
                String path = dot < 0 ? "" : element.getPath().substring(dot + 1);
                if (dot > 0 && saysSomethingOfValues(element)) {
                    ruledPaths.add(
                            Pattern.compile(path.replace(".", "\\.").replace("[x]", "[A-Z][A-Za-z]*") + "(\\..*)?"));
                }
                for (ElementDefinitionConstraintComponent constraint : element.getConstraint()) {
                    if (!OF_STRUCTURE.contains(constraint.getKey())
                            && read.add(path + " " + constraint.getExpression())) {
                        invariants.add(new Invariant(
                                path.isEmpty() ? null : engine.parse(path.replace("[x]", "")),
                                engine.parse(constraint.getExpression())));
                    }
                }
            }
        }
    }

    private static boolean saysSomethingOfValues(ElementDefinition element) {
        return element.hasFixed()
                || element.hasPattern()
                || element.hasMinValue()
                || element.hasMaxValue()
                || element.hasMaxLength();
    }

    /**
     * Whether a profile has a fixed value, a pattern or a bound for the value at a JSON path, such as
     * {@code valueQuantity.value}.
     */
    boolean rule(String path) {
        return ruled.computeIfAbsent(path, unseen -> ruledPaths.stream()
                .anyMatch(pattern -> pattern.matcher(unseen).matches()));
    }

    /**
     * Evaluates the invariants: one character for each element that an invariant applies to (1 it holds, 0 it does
     * not, ? it cannot be evaluated).
     */
    String holdingIn(Resource resource) {
        StringBuilder signs = new StringBuilder();
        for (Invariant invariant : invariants) {
            for (Base element : invariant.elementsOf(resource, engine)) {
                signs.append(invariant.sign(resource, element, engine));
            }
            signs.append('.');
        }
        return signs.toString();
    }

    /**
     * An invariant.
     *
     * @param path from the resource to the elements that it applies to; null for the resource itself
     * @param expression what must hold
     */
    private record Invariant(@Nullable ExpressionNode path, ExpressionNode expression) {

        private List<Base> elementsOf(Resource resource, FHIRPathEngine engine) {
            return path == null ? List.of(resource) : engine.evaluate(resource, path);
        }

        private char sign(Resource resource, Base element, FHIRPathEngine engine) {
            try {
                return engine.evaluateToBoolean(resource, resource, element, expression) ? '1' : '0';
            } catch (FHIRException cannotBeEvaluated) {
                return '?';
            }
        }
    }
}
