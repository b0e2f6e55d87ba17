package org.platelink.laboratory.lab;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;

/**
 * Translates the codes and words of one site's laboratory by its ConceptMaps.
 *
 * <p>A ConceptMap belongs to a site by its {@code useContext} (venue, {@code https://platelink.org/site|<site>}), and
 * is used while its status is active. The source of a group says what it maps:
 *
 * <ul>
 *   <li>{@code https://platelink.org/site/<site>/lab-codes}: codes without a coding system or with {@code L}, to
 *       LOINC; {@code .../lab-codes/<name>}: codes of the coding system that messages call by this name, such as
 *       {@code 99LAB};
 *   <li>{@code .../lab-answers}: coded or textual answers, case-insensitively, to the guide's answers; and in groups
 *       of their own, with the target {@code http://terminology.hl7.org/CodeSystem/v2-0085} or {@code .../v2-0123},
 *       the laboratory's words for the status of results (OBX-11) and reports (OBR-25);
 *   <li>{@code .../lab-units}: unit texts to UCUM; a target with a {@code dependsOn} whose property is
 *       {@code https://platelink.org/ig/msc-itp/analyte} holds for that LOINC code alone, and takes precedence over
 *       one without; {@code -} is the key for a missing unit;
 *   <li>{@code .../lab-namespaces}: assigning authorities to namespaces (URIs). If none is sent, the key is {@code -}
 *       for patient numbers, and {@code -order}, {@code -specimen} or {@code -result} for the numbers of these.
 * </ul>
 *
 * <p>The equivalences {@code equal} and {@code equivalent} give the meaning; {@code unmatched} and {@code disjoint}
 * say that the code is known and the result is not part of the trial. All others are ignored. A code to which the
 * maps of a site give different meanings is unknown: it is not guessed which of them is right.
 */
public final class SiteMaps {

    /** The meaning of a code or word. */
    public sealed interface Meaning {

        /**
         * It maps to a code.
         *
         * @param coding with system, code and, if the map has one, display
         */
        record MappedCode(Coding coding) implements Meaning {}

        /** It is known, and not part of the trial. */
        record ExcludedCode() implements Meaning {}

        /** No map has it, or the maps contradict one another. */
        record UnmappedCode() implements Meaning {}
    }

    /** The system of the code in a ConceptMap's {@code useContext} that names the site it is for. */
    public static final String SITE_SYSTEM = SiteUris.SITE_SYSTEM;

    private static final Meaning UNKNOWN = new Meaning.UnmappedCode();

    private final SiteUris uris;
    private final MappedCodes words;

    private SiteMaps(SiteUris uris, MappedCodes words) {
        this.uris = uris;
        this.words = words;
    }

    /**
     * Reads the maps of a site.
     *
     * @param site the id of its Organization
     * @param maps its ConceptMaps; those of other sites and those that are not active are ignored
     */
    public static SiteMaps of(String site, Collection<ConceptMap> maps) {
        SiteUris uris = new SiteUris(site);
        return new SiteMaps(uris, MappedCodes.of(uris, maps));
    }

    /** The sites that a ConceptMap is for. */
    public static Set<String> sitesOf(ConceptMap map) {
        return SiteUris.sitesOf(map);
    }

    /** The id of the site's Organization. */
    public String site() {
        return uris.site();
    }

    /**
     * The code system URI of a site's own codes, by the name in messages; empty or {@code L} is the default system.
     */
    public static String codeSystem(String site, String name) {
        return new SiteUris(site).codes(name);
    }

    /** Whether a system URI is one of a site's own code systems. */
    public static boolean isCodeSystem(String site, String system) {
        return new SiteUris(site).isOfCodes(system);
    }

    /** The meaning of a code, by the name of its coding system in messages. */
    public Meaning code(String systemName, String code) {
        return codeOfSystem(uris.codes(systemName), code);
    }

    /** The meaning of a code, by its FHIR system; a system that is not one of the site's has no meaning here. */
    public Meaning codeOfSystem(String system, String code) {
        return uris.isOfCodes(system) ? words.meaning(system, code, "") : UNKNOWN;
    }

    /** The meaning of a coded or textual answer. */
    public Meaning answer(String word) {
        return words.meaning(uris.answers(), word, "");
    }

    /**
     * The meaning of a laboratory's word for a status.
     *
     * @param table {@link SiteUris#STATES_OF_RESULTS} or {@link SiteUris#STATES_OF_REPORTS}
     * @return the mapped code, which should be of that table; empty if no map has the word
     */
    Optional<String> state(String table, String word) {
        return codeOf(words.meaning(table, word, ""));
    }

    /** The UCUM code of a unit text for an analyte; {@code -} is the key for a missing unit. */
    public Optional<String> unit(String text, String loinc) {
        Meaning own = words.meaning(uris.units(), text, loinc);
        return codeOf(own instanceof Meaning.UnmappedCode ? words.meaning(uris.units(), text, "") : own);
    }

    /** The source URI of the group that maps assigning authorities. */
    public String namespaces() {
        return uris.namespaces();
    }

    /**
     * The namespace of an assigning authority; the empty text gives the one of patient numbers without an authority.
     */
    public Optional<String> namespace(String authority) {
        return codeOf(words.meaning(uris.namespaces(), authority.isEmpty() ? "-" : authority, ""));
    }

    private static Optional<String> codeOf(Meaning meaning) {
        return meaning instanceof Meaning.MappedCode of
                ? Optional.of(of.coding().getCode())
                : Optional.empty();
    }
}
