package org.platelink.laboratory.intake.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.SiteMaps;
import org.platelink.laboratory.lab.SiteMaps.Meaning;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Adds LOINC and UCUM codes to an EHR's Observations by the site's ConceptMaps.
 *
 * <p>A code of one of the site's code systems gets the LOINC code added before it. A quantity with only a unit's text
 * gets the UCUM code. Codes that the sender supplies itself are left unchanged, for the guide to judge.
 */
final class FhirCodeMapping {

    private final SiteMaps maps;

    FhirCodeMapping(SiteMaps maps) {
        this.maps = maps;
    }

    /**
     * Maps the code and the unit of a result.
     *
     * @param place where the result stands, as a FHIRPath
     * @return one finding for each code or unit that no map knows
     */
    List<Finding> map(Observation result, String place) {
        List<Finding> findings = new ArrayList<>();
        mapCode(result.getCode(), place + ".code").ifPresent(findings::add);
        if (result.hasValueQuantity()) {
            mapUnit(result.getValueQuantity(), loinc(result.getCode()), place + ".value")
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /**
     * Whether the site's map excludes a code from the trial. A code with a LOINC code beside it is judged by that
     * LOINC code instead.
     */
    boolean isNotTaken(CodeableConcept code) {
        return loinc(code).isEmpty()
                && code.getCoding().stream()
                        .map(coding ->
                                maps.codeOfSystem(String.valueOf(coding.getSystem()), String.valueOf(coding.getCode())))
                        .filter(meaning -> !(meaning instanceof Meaning.UnmappedCode))
                        .findFirst()
                        .filter(Meaning.ExcludedCode.class::isInstance)
                        .isPresent();
    }

    /**
     * A copy of a concept with its LOINC codings only, including the one that the site's map gives. The concept
     * itself is not changed.
     */
    CodeableConcept inLoinc(CodeableConcept code) {
        CodeableConcept mapped = code.copy();
        mapCode(mapped, "");
        mapped.getCoding().removeIf(coding -> !CodeSystems.LOINC.equals(coding.getSystem()));
        return mapped;
    }

    /** The first LOINC code of a concept; the empty string if it has none. */
    static String loinc(CodeableConcept code) {
        return code.getCoding().stream()
                .filter(coding -> CodeSystems.LOINC.equals(coding.getSystem()) && coding.hasCode())
                .map(Coding::getCode)
                .findFirst()
                .orElse("");
    }

    private Optional<Finding> mapCode(CodeableConcept code, String place) {
        if (!loinc(code).isEmpty()) {
            return Optional.empty();
        }
        for (Coding coding : List.copyOf(code.getCoding())) {
            Meaning meaning = maps.codeOfSystem(String.valueOf(coding.getSystem()), String.valueOf(coding.getCode()));
            if (meaning instanceof Meaning.MappedCode mappedCode) {
                code.getCoding().add(0, mappedCode.coding());
                return Optional.empty();
            }
        }
        return code.getCoding().stream().filter(Coding::hasCode).findFirst().map(coding -> {
            String key = coding.getSystem() + "|" + coding.getCode();
            return new Finding(
                    Reason.UNMAPPED_CODE,
                    place,
                    key,
                    "No map says what " + key + " means in LOINC; add it to the site's ConceptMap of codes, or send the"
                            + " LOINC code beside it.");
        });
    }

    private Optional<Finding> mapUnit(Quantity value, String loinc, String place) {
        if (value.hasSystem() || value.hasCode() || !value.hasUnit()) {
            return Optional.empty();
        }
        Optional<String> code = maps.unit(value.getUnit(), loinc);
        code.ifPresent(ucum -> value.setSystem(CodeSystems.UCUM).setCode(ucum));
        return code.isPresent()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Reason.UNMAPPED_UNIT,
                        place,
                        value.getUnit() + "|" + loinc,
                        "No map says what the unit " + value.getUnit() + " means in UCUM for " + loinc
                                + "; add it to the site's ConceptMap of units, or send the UCUM code."));
    }
}
