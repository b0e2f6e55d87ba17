package org.platelink.platform.capability;

import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;

/** What can be asked of the answer of a search, with values that FHIR has for it. */
final class ResultParameters {

    static final Map<String, List<String>> VALUES = Map.of(
            "_count", List.of("1"),
            "_sort", List.of("_id", "-_lastUpdated"),
            "_summary", List.of("true", "text", "data", "count", "false"),
            "_elements", List.of("id"),
            "_total", List.of("accurate", "estimate", "none"));

    static final List<String> NAMES = VALUES.keySet().stream().sorted().toList();

    private ResultParameters() {}

    /** The values that the documentation of a parameter names; all, if FHIR leaves them open. */
    static List<String> claimed(String name, String documentation) {
        List<String> values = VALUES.getOrDefault(name, List.of());
        return name.equals("_summary")
                ? values.stream().filter(documentation::contains).toList()
                : values;
    }

    static boolean isHeeded(String name, String value, Bundle answer) {
        List<Resource> found = answer.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
        return switch (name + "=" + value) {
            case "_count=1" -> found.size() <= 1;
            case "_sort=_id" ->
                isInOrder(found.stream().map(Resource::getIdPart).toList());
            case "_sort=-_lastUpdated" ->
                isInOrder(found.stream()
                        .map(one -> -one.getMeta().getLastUpdated().getTime())
                        .toList());
            case "_summary=count" -> found.isEmpty() && answer.hasTotal();
            case "_summary=data" ->
                found.stream().noneMatch(one -> one instanceof DomainResource whole && whole.hasText());
            case "_summary=true", "_summary=text", "_elements=id" ->
                found.stream().allMatch(one -> one.getMeta().getTag().stream()
                        .anyMatch(tag -> tag.getCode().equals("SUBSETTED")));
            case "_total=accurate" -> answer.hasTotal();
            default -> true;
        };
    }

    private static <T extends Comparable<? super T>> boolean isInOrder(List<T> keys) {
        return keys.stream().sorted().toList().equals(keys);
    }
}
