package org.platelink.laboratory.lab;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;

/**
 * The URIs of a site's own code systems, words and numbers.
 *
 * @param site the id of the site's Organization
 */
record SiteUris(String site) {

    /** The system of the code in a ConceptMap's {@code useContext} that names the site it is for. */
    static final String SITE_SYSTEM = CanonicalUrls.SITE;

    /** The status codes of results, HL7 table 0085. */
    static final String STATES_OF_RESULTS = CodeSystems.HL7_V2 + "0085";

    /** The status codes of reports, HL7 table 0123. */
    static final String STATES_OF_REPORTS = CodeSystems.HL7_V2 + "0123";

    /** The sites that a ConceptMap is for. */
    static Set<String> sitesOf(ConceptMap map) {
        return map.getUseContext().stream()
                .filter(context -> "venue".equals(context.getCode().getCode()))
                .filter(context -> context.hasValueCodeableConcept())
                .flatMap(context -> context.getValueCodeableConcept().getCoding().stream())
                .filter(venue -> SITE_SYSTEM.equals(venue.getSystem()) && venue.hasCode())
                .map(Coding::getCode)
                .collect(Collectors.toUnmodifiableSet());
    }

    String codes(String name) {
        return name.isEmpty() || name.equals("L") ? under("lab-codes") : under("lab-codes/" + encoded(name));
    }

    boolean isOfCodes(String system) {
        return system.equals(codes("")) || system.startsWith(codes("") + "/");
    }

    String answers() {
        return under("lab-answers");
    }

    String units() {
        return under("lab-units");
    }

    String namespaces() {
        return under("lab-namespaces");
    }

    /** The namespace of numbers of an authority that no map has; the empty text is for a missing authority. */
    String numbers(String authority) {
        return under("numbers/" + (authority.isEmpty() ? "-" : encoded(authority)));
    }

    private String under(String path) {
        return CanonicalUrls.SITE + "/" + site + "/" + path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
