package org.platelink.lab;

import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Quantity;
import org.platelink.hl7v2.Coded;
import org.platelink.hl7v2.Result;
import org.platelink.journal.Reason;
import org.platelink.lab.Analytes.Analyte;

/**
 * The unit of a quantity. A text is UCUM only if its sender says so or the site's map does: {@code G/L}, which laboratories
 * write for 10*9/L, is gauss per litre in UCUM. The number is never converted.
 */
final class UnitWords {

    private static final String UCUM = "UCUM";

    private final SiteMaps maps;
    private final Analytes analytes;
    private final FoundIn found;

    UnitWords(SiteMaps maps, Analytes analytes, FoundIn found) {
        this.maps = maps;
        this.analytes = analytes;
        this.found = found;
    }

    /** Gives a quantity the unit of its result. */
    Quantity set(Quantity quantity, Result result, String loinc) {
        Coded unit = result.unit();
        String place = "OBX[" + result.number() + "]-6";
        String text = text(unit);
        Set<String> accepted = analytes.of(loinc).map(Analyte::units).orElse(Set.of());
        Optional<String> code = code(unit, loinc, accepted);
        if (code.isEmpty()) {
            found.add(Reason.UNMAPPED_UNIT, place, text + "|" + loinc, unmapped(text, loinc));
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
                .setSystem(CodeWords.UCUM)
                .setCode(code.get());
    }

    /** A unit as it was sent, with what it is called. */
    static String words(Coded unit) {
        boolean both =
                !unit.code().isEmpty() && !unit.text().isEmpty() && !unit.code().equals(unit.text());
        return both ? unit.code() + " (" + unit.text() + ")" : text(unit);
    }

    private static String text(Coded unit) {
        return unit.code().isEmpty() ? unit.text() : unit.code();
    }

    /**
     * What the sender says in UCUM, be it beside its own; else what the map says of the code or of the text. The map is also
     * asked of what is said to be UCUM and not accepted, such as {@code {cells}/uL}.
     */
    private Optional<String> code(Coded unit, String loinc, Set<String> accepted) {
        Optional<String> said = said(unit);
        if (said.isPresent() && (accepted.isEmpty() || accepted.contains(said.get()))) {
            return said;
        }
        Optional<String> mapped = unit.isEmpty()
                ? maps.unit("-", loinc)
                : maps.unit(unit.code(), loinc).or(() -> maps.unit(unit.text(), loinc));
        return mapped.or(() -> said);
    }

    private static Optional<String> said(Coded unit) {
        if (unit.system().equals(UCUM) && !unit.code().isEmpty()) {
            return Optional.of(unit.code());
        }
        return unit.alternateSystem().equals(UCUM) && !unit.alternateCode().isEmpty()
                ? Optional.of(unit.alternateCode())
                : Optional.empty();
    }

    private String unmapped(String text, String loinc) {
        String analyte = loinc.isEmpty() ? "" : " for LOINC " + loinc;
        String group = new SiteUris(maps.site()).units();
        return text.isEmpty()
                ? "The number has no unit, and no map says which it has" + analyte
                        + "; send one in OBX-6, in UCUM best, or" + " add - to the group " + group
                        + " of the site's ConceptMap."
                : "No map says what the unit " + text + " means in UCUM" + analyte + "; add it to the group " + group
                        + " of the site's ConceptMap, or send it as UCUM: 10*9/L^^UCUM.";
    }
}
