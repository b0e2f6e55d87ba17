package org.platelink.laboratory.lab;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.platelink.laboratory.hl7v2.CodedElement;
import org.platelink.laboratory.lab.SiteMaps.Meaning;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.platform.units.Ucum;

/**
 * Translates coded elements of HL7 v2 to FHIR CodeableConcepts. Standard codes are kept beside the laboratory's local
 * codes.
 *
 * @see <a href="https://terminology.hl7.org/CodeSystem-v2-0396.html">HL7 table 0396, names of coding systems</a>
 */
final class CodeTranslation {

    private static final Map<String, String> STANDARD = Map.of(
            "LN", CodeSystems.LOINC,
            "SCT", CodeSystems.SNOMED_CT,
            "UCUM", CodeSystems.UCUM);

    private static final Pattern TABLE = Pattern.compile("HL7(\\d{4})");

    /** The regular expression of FHIR's type {@code code}, without invisible characters. */
    private static final Pattern CODE = Pattern.compile("[^\\s\\h\\p{Cntrl}]+( [^\\s\\h\\p{Cntrl}]+)*");

    private final SiteMaps maps;

    CodeTranslation(SiteMaps maps) {
        this.maps = maps;
    }

    /**
     * The code of a result or a report, with its meaning.
     *
     * @param concept LOINC first, if it is known, then what was sent
     * @param loinc the LOINC code; empty if none is known
     * @param notTaken whether a map says that it is not part of the trial
     * @param sent the code as it was sent, with its system, for the map-independent name of the resource
     */
    record TranslatedCode(CodeableConcept concept, String loinc, boolean notTaken, String sent) {

        /** The code as part of a {@link ResultKey}: LOINC if it is known, else as it was sent. */
        String key() {
            return loinc.isEmpty() ? sent : ResultKey.code(CodeSystems.LOINC, loinc);
        }
    }

    TranslatedCode named(CodedElement coded) {
        CodeableConcept concept = plain(coded);
        Meaning meaning = meaning(coded);
        if (meaning instanceof Meaning.MappedCode mappedCode) {
            concept.getCoding().removeIf(one -> one.equalsDeep(uncalled(mappedCode.coding())));
            // A code that was sent as LOINC but that the map corrects is kept, under the site's own system.
            concept.getCoding().stream()
                    .filter(one -> CodeSystems.LOINC.equals(one.getSystem()))
                    .forEach(one -> one.setSystem(SiteMaps.codeSystem(maps.site(), "LN")));
            concept.getCoding().add(0, mappedCode.coding().copy());
        } else {
            // A LOINC code that was sent as the alternate comes first too.
            concept.getCoding().sort(Comparator.comparing(one -> !CodeSystems.LOINC.equals(one.getSystem())));
        }
        String loinc = concept.getCoding().stream()
                .filter(one -> CodeSystems.LOINC.equals(one.getSystem()))
                .map(Coding::getCode)
                .findFirst()
                .orElse("");
        return new TranslatedCode(concept, loinc, meaning instanceof Meaning.ExcludedCode, sent(coded));
    }

    /** By its code; by its text if there is no code, and by the alternate code if there is no text either. */
    private String sent(CodedElement coded) {
        if (!coded.code().isEmpty()) {
            return ResultKey.code(system(coded.system()), coded.code().strip());
        }
        return coded.text().isEmpty() && !coded.alternateCode().isEmpty()
                ? ResultKey.code(
                        system(coded.alternateSystem()), coded.alternateCode().strip())
                : ResultKey.code("", coded.text());
    }

    /** The meaning by the site's map: of the code, or of the alternate code if the map does not have the first. */
    private Meaning meaning(CodedElement coded) {
        Meaning first = maps.code(coded.system(), coded.code().strip());
        return first instanceof Meaning.UnmappedCode && !coded.alternateCode().isEmpty()
                ? maps.code(coded.alternateSystem(), coded.alternateCode().strip())
                : first;
    }

    private static Coding uncalled(Coding coding) {
        return coding.copy().setDisplay(null);
    }

    /** The codings and the text as they were sent. A code that is not valid in FHIR becomes text. */
    CodeableConcept plain(CodedElement coded) {
        CodeableConcept concept = new CodeableConcept();
        if (isCode(coded.code())) {
            concept.addCoding(coding(coded.code(), coded.text(), coded.system()));
        }
        if (isCode(coded.alternateCode())) {
            concept.addCoding(coding(coded.alternateCode(), coded.alternateText(), coded.alternateSystem()));
        }
        String text = Stream.of(
                        coded.originalText(),
                        told(coded.code(), coded.text()),
                        coded.code().isEmpty() ? told(coded.alternateCode(), coded.alternateText()) : "")
                .filter(words -> !words.isBlank())
                .findFirst()
                .orElse("");
        return text.isEmpty() ? concept : concept.setText(text);
    }

    /** Whether the text is a valid FHIR code: no two consecutive blanks, no line end and no invisible characters. */
    static boolean isCode(String text) {
        return CODE.matcher(text.strip()).matches();
    }

    private static String told(String code, String text) {
        if (code.isBlank() || isCode(code)) {
            return text;
        }
        return text.isEmpty() ? code : code + " (" + text + ")";
    }

    private Coding coding(String code, String text, String systemName) {
        // A code that is not in the HL7 table that it names, or that is declared UCUM and is not, is treated as a
        // local code.
        boolean standard = isStandard(systemName) && has(systemName, code.strip());
        Coding coding = new Coding()
                .setSystem(standard ? system(systemName) : SiteMaps.codeSystem(maps.site(), systemName))
                .setCode(code.strip());
        // The laboratory's name for a standard code is its own, and is not set as the display of that system.
        return text.isEmpty() || standard ? coding : coding.setDisplay(text);
    }

    /** Whether a standard system has the code, as far as it can be checked here: HL7's tables and UCUM can. */
    private static boolean has(String systemName, String code) {
        if (isTable(systemName)) {
            return V2Tables.has(table(systemName), code);
        }
        return !CodeSystems.UCUM.equals(STANDARD.get(systemName)) || Ucum.isCode(code);
    }

    private String system(String name) {
        return standard(name).orElseGet(() -> SiteMaps.codeSystem(maps.site(), name));
    }

    static boolean isStandard(String name) {
        return standard(name).isPresent();
    }

    private static Optional<String> standard(String name) {
        if (isTable(name)) {
            return Optional.of(V2Tables.system(table(name)));
        }
        return Optional.ofNullable(STANDARD.get(name));
    }

    private static boolean isTable(String name) {
        return TABLE.matcher(name).matches();
    }

    private static String table(String name) {
        return name.substring("HL7".length());
    }

    /** Whether the last digit of a LOINC code is the correct check digit (mod 10, as in the LOINC users' guide). */
    static boolean isLoinc(String code) {
        if (!code.matches("\\d{1,7}-\\d")) {
            return false;
        }
        String digits = code.substring(0, code.length() - 2);
        int sum = 0;
        boolean twice = true;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = digits.charAt(i) - '0';
            int counted = twice ? digit * 2 : digit;
            sum += counted > 9 ? counted - 9 : counted;
            twice = !twice;
        }
        return (10 - sum % 10) % 10 == code.charAt(code.length() - 1) - '0';
    }
}
