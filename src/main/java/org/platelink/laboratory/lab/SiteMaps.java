package org.platelink.laboratory.lab;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;

/**
 * What the words of one site's laboratory mean, as its ConceptMaps say.
 *
 * <p>A ConceptMap belongs to a site by its {@code useContext} (venue, {@code https://platelink.org/site|<site>}) and counts
 * while its status is active. The source of a group says which words it maps:
 *
 * <ul>
 *   <li>{@code https://platelink.org/site/<site>/lab-codes}: codes without a coding system or with {@code L}, to LOINC;
 *       {@code .../lab-codes/<name>} those of the coding system that messages call so, such as {@code 99LAB};
 *   <li>{@code .../lab-answers}: coded or worded answers, whatever the case of their letters, to the guide's answers; in
 *       groups of their own, with the target {@code http://terminology.hl7.org/CodeSystem/v2-0085} or {@code .../v2-0123},
 *       what a laboratory writes for the states of results (OBX-11) and reports (OBR-25);
 *   <li>{@code .../lab-units}: units' texts to UCUM; a target with a {@code dependsOn} whose property is {@code
 *       https://platelink.org/ig/msc-itp/analyte} holds for that LOINC code alone, and goes before one without; {@code -}
 *       is where none is sent;
 *   <li>{@code .../lab-namespaces}: assigning authorities to namespaces (URIs). Where none is sent, {@code -} is for
 *       patients' numbers, {@code -order}, {@code -specimen} and {@code -result} for those of what is so called.
 * </ul>
 *
 * <p>The equivalences {@code equal} and {@code equivalent} are taken; {@code unmatched} and {@code disjoint} say that the
 * word is known and the result is not of the trial. No other counts. A word to which the maps of a site give different
 * meanings is unknown: which of them is right is nothing to guess.
 */
public final class SiteMaps {

    /** What a word means. */
    public sealed interface Meaning {

        /**
         * It means a code.
         *
         * @param coding with system, code and, if the map has one, display
         */
        record Of(Coding coding) implements Meaning {}

        /** It is known, and not of the trial. */
        record NotTaken() implements Meaning {}

        /** No map has it. */
        record Unknown() implements Meaning {}
    }

    /** The system of the code that says in a ConceptMap's {@code useContext} which site it is for. */
    public static final String SITE_SYSTEM = SiteUris.SITE_SYSTEM;

    private static final Meaning UNKNOWN = new Meaning.Unknown();

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
     * @param maps its ConceptMaps; those of other sites and those that are not active do not count
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

    /** The code system of a site's own codes, by the name that messages give it; empty or {@code L} is the plain one. */
    public static String codeSystem(String site, String name) {
        return new SiteUris(site).codes(name);
    }

    /** Whether a system is one of a site's own codes. */
    public static boolean isCodeSystem(String site, String system) {
        return new SiteUris(site).isOfCodes(system);
    }

    /** What a code means, by the name that messages give its coding system. */
    public Meaning code(String systemName, String code) {
        return codeOfSystem(uris.codes(systemName), code);
    }

    /** What a code means, by its FHIR system; a system that is none of the site's has no meaning here. */
    public Meaning codeOfSystem(String system, String code) {
        return uris.isOfCodes(system) ? words.meaning(system, code, "") : UNKNOWN;
    }

    /** What a coded or worded answer means. */
    public Meaning answer(String word) {
        return words.meaning(uris.answers(), word, "");
    }

    /**
     * What a laboratory's word for a state means.
     *
     * @param table {@link SiteUris#STATES_OF_RESULTS} or {@link SiteUris#STATES_OF_REPORTS}
     * @return a code that should be of that table; empty if no map has the word
     */
    Optional<String> state(String table, String word) {
        return codeOf(words.meaning(table, word, ""));
    }

    /** The UCUM code of a unit's text for an analyte; {@code -} asks for the one where none is sent. */
    public Optional<String> unit(String text, String loinc) {
        Meaning own = words.meaning(uris.units(), text, loinc);
        return codeOf(own instanceof Meaning.Unknown ? words.meaning(uris.units(), text, "") : own);
    }

    /** The source of the group that maps assigning authorities. */
    public String namespaces() {
        return uris.namespaces();
    }

    /**
     * The namespace of an assigning authority; the empty text asks for the one of patients' numbers where none is sent.
     */
    public Optional<String> namespace(String authority) {
        return codeOf(words.meaning(uris.namespaces(), authority.isEmpty() ? "-" : authority, ""));
    }

    private static Optional<String> codeOf(Meaning meaning) {
        return meaning instanceof Meaning.Of of ? Optional.of(of.coding().getCode()) : Optional.empty();
    }
}
