package org.platelink.laboratory.lab;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Enumerations.BindingStrength;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;

/**
 * The value constraints of each analyte (quantity, units, answers), read from the guide's profiles. Nothing specific
 * to one trial is in the code.
 */
public final class Analytes {

    private static final String LABORATORY = CanonicalUrls.STRUCTURE_DEFINITION + "lab-result";

    private final Map<String, Analyte> byCode;
    private final Set<String> others;

    private Analytes(Map<String, Analyte> byCode, Set<String> others) {
        this.byCode = Map.copyOf(byCode);
        this.others = Set.copyOf(others);
    }

    /**
     * The value constraints of one analyte.
     *
     * @param quantity whether the value must be a quantity
     * @param units the allowed UCUM codes; empty if any
     * @param answers the allowed answers, as {@code system|code}; empty if the value is not coded
     */
    record Analyte(boolean quantity, Set<String> units, Set<String> answers) {

        /** Whether the value must be one of a set of coded answers. */
        boolean isCoded() {
            return !quantity && !answers.isEmpty();
        }
    }

    /** Reads the constraints from the guide's profiles. */
    public static Analytes of(Collection<StructureDefinition> profiles, Collection<ValueSet> valueSets) {
        Map<String, ValueSet> sets =
                valueSets.stream().collect(Collectors.toMap(ValueSet::getUrl, one -> one, (one, other) -> one));
        Map<String, Analyte> byCode = new HashMap<>();
        Set<String> others = new HashSet<>();
        for (StructureDefinition profile : profiles) {
            if (profile.getType().equals("Observation") && !profile.getAbstract()) {
                Set<String> codes = codesOf(profile, sets);
                if (profile.getBaseDefinition().equals(LABORATORY)) {
                    codes.stream()
                            .filter(code -> code.startsWith(CodeSystems.LOINC + "|"))
                            .forEach(code ->
                                    byCode.put(code.substring(CodeSystems.LOINC.length() + 1), analyte(profile, sets)));
                } else {
                    others.addAll(codes);
                }
            }
        }
        return new Analytes(byCode, others);
    }

    private static Set<String> codesOf(StructureDefinition profile, Map<String, ValueSet> sets) {
        Set<String> codes = new LinkedHashSet<>(codes(bound(profile, "Observation.code"), sets));
        elements(profile)
                .filter(element -> element.getPath().equals("Observation.code"))
                .filter(element -> element.getPattern() instanceof CodeableConcept)
                .flatMap(element -> ((CodeableConcept) element.getPattern()).getCoding().stream())
                .forEach(coding -> codes.add(coding.getSystem() + "|" + coding.getCode()));
        return codes;
    }

    /**
     * Whether the guide uses a code for something that is not a laboratory result: the age at the consent, a weight,
     * a criterion. What a laboratory sends under such a code, such as an age computed by an analyser, is not study
     * data.
     */
    public boolean isOther(CodeableConcept code) {
        return code.getCoding().stream().anyMatch(one -> others.contains(one.getSystem() + "|" + one.getCode()));
    }

    /** The constraints of an analyte by its LOINC code; empty if the guide has no profile for it. */
    Optional<Analyte> of(String loinc) {
        return Optional.ofNullable(byCode.get(loinc));
    }

    private static Analyte analyte(StructureDefinition profile, Map<String, ValueSet> sets) {
        boolean quantity = elements(profile)
                .anyMatch(element -> element.getPath().startsWith("Observation.value")
                        && element.getType().stream().anyMatch(type -> "Quantity".equals(type.getCode())));
        Set<String> units = new LinkedHashSet<>();
        Set<String> answers = new LinkedHashSet<>();
        elements(profile)
                .filter(element -> element.getPath().startsWith("Observation.value"))
                .filter(element -> element.getBinding().getStrength() == BindingStrength.REQUIRED)
                .forEach(element -> {
                    Set<String> codes = codes(Optional.of(element), sets);
                    if (element.getPath().endsWith(".code")) {
                        codes.forEach(code -> units.add(code.substring(code.indexOf('|') + 1)));
                    } else if (!quantity) {
                        answers.addAll(codes);
                    }
                });
        return new Analyte(quantity, Set.copyOf(units), Set.copyOf(answers));
    }

    private static Optional<ElementDefinition> bound(StructureDefinition profile, String path) {
        return elements(profile)
                .filter(element -> element.getPath().equals(path))
                .filter(element -> element.getBinding().getStrength() == BindingStrength.REQUIRED)
                .findFirst();
    }

    private static Stream<ElementDefinition> elements(StructureDefinition profile) {
        return profile.getDifferential().getElement().stream();
    }

    private static Set<String> codes(Optional<ElementDefinition> element, Map<String, ValueSet> sets) {
        return element.map(one -> sets.get(one.getBinding().getValueSet()))
                .map(set -> set.getCompose().getInclude().stream()
                        .flatMap(include -> include.getConcept().stream()
                                .map(concept -> include.getSystem() + "|" + concept.getCode()))
                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                .map(codes -> (Set<String>) codes)
                .orElse(Set.of());
    }
}
