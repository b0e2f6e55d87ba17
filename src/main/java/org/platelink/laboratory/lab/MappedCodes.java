package org.platelink.laboratory.lab;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.OtherElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.lab.SiteMaps.Meaning;
import org.platelink.platform.canonical.CanonicalUrls;

/** Index of the source codes of a site's ConceptMaps with their meanings. */
final class MappedCodes {

    private static final String ANALYTE = CanonicalUrls.GUIDE + "analyte";

    /**
     * A source code or text of a map.
     *
     * @param source the source of its group
     * @param analyte the LOINC code for which alone the mapping holds; empty if it holds for all
     */
    private record Word(String source, String text, String analyte) {}

    private final SiteUris uris;
    private final Map<Word, Meaning> meanings = new HashMap<>();

    private MappedCodes(SiteUris uris) {
        this.uris = uris;
    }

    static MappedCodes of(SiteUris uris, Collection<ConceptMap> maps) {
        MappedCodes words = new MappedCodes(uris);
        maps.stream()
                .filter(map -> map.getStatus() == PublicationStatus.ACTIVE)
                .filter(map -> SiteUris.sitesOf(map).contains(uris.site()))
                .flatMap(map -> map.getGroup().stream())
                .forEach(words::read);
        return words;
    }

    Meaning meaning(String source, String text, String analyte) {
        return meanings.getOrDefault(word(source, text, analyte), new Meaning.UnmappedCode());
    }

    private Word word(String source, String text, String analyte) {
        boolean anyCase = source.equals(uris.answers()) || isOfStates(source);
        return new Word(source, anyCase ? text.strip().toLowerCase(Locale.ROOT) : text, analyte);
    }

    /** Status words are indexed separately: {@code N} may be a negative answer and the status of another result. */
    private String source(ConceptMapGroupComponent group) {
        return group.getSource().equals(uris.answers()) && isOfStates(group.getTarget())
                ? group.getTarget()
                : group.getSource();
    }

    private static boolean isOfStates(@Nullable String system) {
        return SiteUris.STATES_OF_RESULTS.equals(system) || SiteUris.STATES_OF_REPORTS.equals(system);
    }

    private void read(ConceptMapGroupComponent group) {
        group.getElement().stream()
                .filter(element -> group.hasSource() && element.hasCode())
                .forEach(element -> element.getTarget().forEach(target -> analyte(target.getDependsOn())
                        .ifPresent(analyte -> meaning(group.getTarget(), target)
                                .ifPresent(meaning -> meanings.merge(
                                        word(source(group), element.getCode(), analyte),
                                        meaning,
                                        MappedCodes::agreed)))));
    }

    /** The analyte for which a target holds; empty if it depends on something that is not evaluated here. */
    private static Optional<String> analyte(List<OtherElementComponent> dependsOn) {
        if (dependsOn.isEmpty()) {
            return Optional.of("");
        }
        return dependsOn.size() == 1 && ANALYTE.equals(dependsOn.get(0).getProperty())
                ? Optional.ofNullable(dependsOn.get(0).getValue())
                : Optional.empty();
    }

    private static Optional<Meaning> meaning(String system, TargetElementComponent target) {
        ConceptMapEquivalence equivalence = target.getEquivalence();
        if (equivalence == ConceptMapEquivalence.UNMATCHED || equivalence == ConceptMapEquivalence.DISJOINT) {
            return Optional.of(new Meaning.ExcludedCode());
        }
        if ((equivalence == ConceptMapEquivalence.EQUAL || equivalence == ConceptMapEquivalence.EQUIVALENT)
                && target.hasCode()) {
            return Optional.of(new Meaning.MappedCode(new Coding(system, target.getCode(), target.getDisplay())));
        }
        return Optional.empty();
    }

    private static Meaning agreed(Meaning one, Meaning other) {
        boolean same = one instanceof Meaning.MappedCode a && other instanceof Meaning.MappedCode b
                ? a.coding().getCode().equals(b.coding().getCode())
                        && String.valueOf(a.coding().getSystem())
                                .equals(String.valueOf(b.coding().getSystem()))
                : one.equals(other);
        return same ? one : new Meaning.UnmappedCode();
    }
}
