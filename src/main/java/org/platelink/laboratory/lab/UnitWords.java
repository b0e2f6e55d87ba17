package org.platelink.laboratory.lab;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Quantity;
import org.platelink.laboratory.hl7v2.CodedElement;
import org.platelink.laboratory.hl7v2.Result;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.Analytes.Analyte;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.platform.units.Ucum;

/**
 * Determines the UCUM unit of a quantity. A unit text is UCUM only if its sender declares it so or the site's map
 * translates it: {@code G/L}, which laboratories write for 10*9/L, is gauss per litre in UCUM. The number is never
 * converted.
 */
final class UnitWords {

    private static final String UCUM = "UCUM";

    private static final Pattern BASE = Pattern.compile("[xX*]? ?10");
    private static final Pattern EXPONENT = Pattern.compile("-?\\d{1,2} ?(/.*|[a-zA-Z].*)?");

    private final SiteMaps maps;
    private final Analytes analytes;
    private final PatientFindings found;

    UnitWords(SiteMaps maps, Analytes analytes, PatientFindings found) {
        this.maps = maps;
        this.analytes = analytes;
        this.found = found;
    }

    /** Sets the unit of a result on a quantity, and adds a finding if it has no valid or allowed one. */
    Quantity set(Quantity quantity, Result result, String loinc) {
        CodedElement unit = result.unit();
        String place = "OBX[" + result.number() + "]-6";
        String text = text(unit);
        Set<String> accepted = analytes.of(loinc).map(Analyte::units).orElse(Set.of());
        Optional<String> code = code(unit, loinc, accepted);
        if (code.isEmpty()) {
            found.add(Reason.UNMAPPED_UNIT, place, text + "|" + loinc, unmapped(unit, text, loinc));
            return text.isEmpty() ? quantity : quantity.setUnit(text);
        }
        if (!Ucum.isCode(code.get())) {
            found.add(Reason.UNMAPPED_UNIT, place, text + "|" + loinc, mappedToNone(text, code.get()));
            return text.isEmpty() ? quantity : quantity.setUnit(text);
        }
        if (!accepted.isEmpty() && !accepted.contains(code.get())) {
            found.add(
                    Reason.WRONG_UNIT,
                    place,
                    text + "|" + loinc,
                    "The unit " + text + (text.equals(code.get()) ? "" : " (" + code.get() + " by the site's map)")
                            + " is none that LOINC " + loinc + " may have here: "
                            + String.join(", ", accepted.stream().sorted().toList())
                            + ". Send one of these, or say which one it means in the group "
                            + new SiteUris(maps.site()).units() + " of the site's ConceptMap.");
        }
        String shown = code.get().equals(unit.code()) && !unit.text().isEmpty() ? unit.text() : text;
        return quantity.setUnit(shown.isEmpty() ? null : shown)
                .setSystem(CodeSystems.UCUM)
                .setCode(code.get());
    }

    /** The unit as it was sent, with its display text. */
    static String words(CodedElement unit) {
        boolean both =
                !unit.code().isEmpty() && !unit.text().isEmpty() && !unit.code().equals(unit.text());
        return both && !isTornPower(unit) ? unit.code() + " (" + unit.text() + ")" : text(unit);
    }

    private static String text(CodedElement unit) {
        if (isTornPower(unit)) {
            return unit.code() + "^" + unit.text();
        }
        return Stream.of(unit.code(), unit.text(), unit.alternateCode(), unit.alternateText())
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * Whether a power such as {@code 10^9/L} was sent unescaped, so that HL7 reads {@code ^} as the end of a
     * component.
     */
    private static boolean isTornPower(CodedElement unit) {
        return BASE.matcher(unit.code()).matches()
                && EXPONENT.matcher(unit.text()).matches();
    }

    /**
     * The unit that the sender declares as UCUM, as code or alternate code; else the mapping of the code or the text.
     * The map is also used for a unit that is declared as UCUM but is not, or is not allowed, such as
     * {@code {cells}/uL}.
     */
    private Optional<String> code(CodedElement unit, String loinc, Set<String> accepted) {
        Optional<String> statedUnit = statedUnit(unit);
        if (statedUnit.isPresent() && (accepted.isEmpty() || accepted.contains(statedUnit.get()))) {
            return statedUnit;
        }
        Optional<String> mapped =
                unit.isEmpty() && unit.alternateText().isEmpty() ? maps.unit("-", loinc) : mapped(unit, loinc);
        return mapped.or(() -> statedUnit);
    }

    private Optional<String> mapped(CodedElement unit, String loinc) {
        return Stream.of(text(unit), unit.code(), unit.text(), unit.alternateCode(), unit.alternateText())
                .filter(word -> !word.isEmpty())
                .flatMap(word -> maps.unit(word, loinc).stream())
                .findFirst();
    }

    private static Optional<String> statedUnit(CodedElement unit) {
        return Stream.of(
                        calledUcum(unit.system(), unit.code()),
                        calledUcum(unit.alternateSystem(), unit.alternateCode()))
                .flatMap(Optional::stream)
                .filter(Ucum::isCode)
                .findFirst();
    }

    private static Optional<String> calledUcum(String system, String code) {
        return system.equals(UCUM) && !code.isEmpty() ? Optional.of(code) : Optional.empty();
    }

    private String unmapped(CodedElement unit, String text, String loinc) {
        String analyte = loinc.isEmpty() ? "" : " for LOINC " + loinc;
        String group = new SiteUris(maps.site()).units();
        if (text.isEmpty()) {
            return "The number has no unit, and no map says which it has" + analyte
                    + "; send one in OBX-6, in UCUM best, or" + " add - to the group " + group
                    + " of the site's ConceptMap.";
        }
        if (isTornPower(unit)) {
            return "The unit was sent as " + text
                    + ", where the sign ^ ends a component and has to be escaped: send 10*9/L^^UCUM"
                    + " in UCUM, or 10\\S\\9/L, or say what " + text + " means" + analyte + " in the group " + group
                    + " of the site's ConceptMap.";
        }
        if (calledUcum(unit.system(), unit.code())
                .or(() -> calledUcum(unit.alternateSystem(), unit.alternateCode()))
                .isPresent()) {
            return "The unit " + text + " is called UCUM and is none" + analyte
                    + "; send a unit of UCUM, such as 10*9/L or U/L," + " or add " + text + " to the group " + group
                    + " of the site's ConceptMap.";
        }
        return "No map says what the unit " + text + " means in UCUM" + analyte + "; add it to the group " + group
                + " of the site's ConceptMap, or send it as UCUM: 10*9/L^^UCUM.";
    }

    private String mappedToNone(String text, String code) {
        return "The site's map says that the unit " + (text.isEmpty() ? "-" : text) + " means " + code
                + ", which is no unit of UCUM; mend it in the group " + new SiteUris(maps.site()).units()
                + " of the site's ConceptMap.";
    }
}
