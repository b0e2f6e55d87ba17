package org.platelink.study.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupUnmappedMode;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/**
 * Translates a code by ConceptMaps, forward or in reverse.
 *
 * @param targetSystem the system that the results must have; null for any
 * @param reverse whether to translate from the maps' targets to their sources
 * @param others gives the maps with a canonical URL, to which a map may refer for unmapped codes
 * @see <a href="https://hl7.org/fhir/R4/conceptmap-operation-translate.html">FHIR R4, $translate</a>
 */
record Translation(@Nullable String targetSystem, boolean reverse, Function<String, List<ConceptMap>> others) {

    /**
     * One match.
     *
     * @param equivalence the equivalence of the two codes; null if the map does not state it
     * @param concept the code
     * @param map the URL of the map it comes from
     */
    record Match(@Nullable ConceptMapEquivalence equivalence, Coding concept, @Nullable String map) {

        boolean isTranslation() {
            return equivalence != ConceptMapEquivalence.UNMATCHED && equivalence != ConceptMapEquivalence.DISJOINT;
        }
    }

    /** The matches for a code in some maps. */
    List<Match> of(Coding coding, List<ConceptMap> maps) {
        return of(coding, maps, new HashSet<>());
    }

    /**
     * The matches for a code in some maps.
     *
     * @param led the canonical URLs already followed, to stop at circular references
     */
    private List<Match> of(Coding coding, List<ConceptMap> maps, Set<String> led) {
        List<Match> matches = new ArrayList<>();
        for (ConceptMap map : maps) {
            for (ConceptMapGroupComponent group : map.getGroup()) {
                if (isAbout(group, coding)) {
                    matches.addAll(reverse ? backward(group, coding, map) : forward(group, coding, map, led));
                }
            }
        }
        return matches;
    }

    private boolean isAbout(ConceptMapGroupComponent group, Coding coding) {
        String from = reverse ? group.getTarget() : group.getSource();
        String to = reverse ? group.getSource() : group.getTarget();
        boolean fromIt =
                from == null || !coding.hasSystem() || coding.getSystem().equals(from);
        return fromIt && (targetSystem == null || targetSystem.equals(to));
    }

    private List<Match> forward(ConceptMapGroupComponent group, Coding coding, ConceptMap map, Set<String> led) {
        List<SourceElementComponent> elements = group.getElement().stream()
                .filter(element -> coding.getCode().equals(element.getCode()))
                .toList();
        if (elements.isEmpty()) {
            return unmapped(group, coding, map, led);
        }
        return elements.stream()
                .flatMap(element -> element.getTarget().stream())
                .map(target -> new Match(
                        target.getEquivalence(),
                        new Coding(group.getTarget(), target.getCode(), target.getDisplay()),
                        map.getUrl()))
                .toList();
    }

    /** The matches for a code that a map does not list. */
    private List<Match> unmapped(ConceptMapGroupComponent group, Coding coding, ConceptMap map, Set<String> led) {
        ConceptMapGroupUnmappedMode mode = group.getUnmapped().getMode();
        String other = leadsTo(group);
        if (other != null) {
            return led.add(other) ? of(coding, others.apply(other), led) : List.of();
        }
        if (mode == ConceptMapGroupUnmappedMode.PROVIDED) {
            Coding same = new Coding(group.getTarget(), coding.getCode(), coding.getDisplay());
            return List.of(new Match(ConceptMapEquivalence.EQUAL, same, map.getUrl()));
        }
        if (mode == ConceptMapGroupUnmappedMode.FIXED) {
            Coding fixed = new Coding(
                    group.getTarget(),
                    group.getUnmapped().getCode(),
                    group.getUnmapped().getDisplay());
            return List.of(new Match(ConceptMapEquivalence.INEXACT, fixed, map.getUrl()));
        }
        return List.of();
    }

    /** The map to which a group refers for unmapped codes; null if there is none. */
    private static @Nullable String leadsTo(ConceptMapGroupComponent group) {
        return group.getUnmapped().getMode() == ConceptMapGroupUnmappedMode.OTHERMAP
                ? group.getUnmapped().getUrl()
                : null;
    }

    private static List<Match> backward(ConceptMapGroupComponent group, Coding coding, ConceptMap map) {
        return group.getElement().stream()
                .flatMap(element -> element.getTarget().stream()
                        .filter(target -> coding.getCode().equals(target.getCode()))
                        .map(target -> new Match(
                                inverse(target),
                                new Coding(group.getSource(), element.getCode(), element.getDisplay()),
                                map.getUrl())))
                .toList();
    }

    /** The equivalence in the reverse direction: wider becomes narrower. */
    private static @Nullable ConceptMapEquivalence inverse(TargetElementComponent target) {
        ConceptMapEquivalence equivalence = target.getEquivalence();
        if (equivalence == null) {
            return null;
        }
        return switch (equivalence) {
            case WIDER -> ConceptMapEquivalence.NARROWER;
            case NARROWER -> ConceptMapEquivalence.WIDER;
            case SUBSUMES -> ConceptMapEquivalence.SPECIALIZES;
            case SPECIALIZES -> ConceptMapEquivalence.SUBSUMES;
            default -> equivalence;
        };
    }

    /** The response of {@code $translate}. */
    Parameters answer(List<Match> matches, List<ConceptMap> maps) {
        boolean result = matches.stream().anyMatch(Match::isTranslation);
        Parameters parameters = new Parameters();
        parameters.addParameter("result", new BooleanType(result));
        if (!result) {
            parameters.addParameter("message", new StringType(message(maps)));
        }
        for (Match match : matches) {
            ParametersParameterComponent part = parameters.addParameter().setName("match");
            if (match.equivalence() != null) {
                part.addPart()
                        .setName("equivalence")
                        .setValue(new CodeType(match.equivalence().toCode()));
            }
            part.addPart().setName("concept").setValue(match.concept());
            if (match.map() != null) {
                part.addPart().setName("source").setValue(new UriType(match.map()));
            }
        }
        return parameters;
    }

    private String message(List<ConceptMap> maps) {
        String looked = maps.size() == 1
                ? "The map has no translation of the code"
                : "None of " + maps.size() + " maps has a translation of the code";
        List<String> unknown = reverse
                ? List.of()
                : maps.stream()
                        .flatMap(map -> map.getGroup().stream())
                        .map(Translation::leadsTo)
                        .filter(Objects::nonNull)
                        .filter(other -> others.apply(other).isEmpty())
                        .distinct()
                        .map(Terminology::printable)
                        .toList();
        return looked
                + (unknown.isEmpty()
                        ? "."
                        : "; for what is not listed this client knows no active ConceptMap "
                                + String.join(", ", unknown) + ", to which it leads.");
    }
}
