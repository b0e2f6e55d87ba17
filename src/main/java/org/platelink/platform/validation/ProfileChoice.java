package org.platelink.platform.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Enumerations.BindingStrength;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * Selects the guide's profiles that a resource must follow.
 *
 * <p>A profile applies by any of three: the resource's own claim ({@code meta.profile}); the guide's {@code global}
 * for the resource's type; and the resource's {@code code} or {@code type}, where a profile binds it to an enumerated
 * set of codes, as that of a laboratory analyte does.
 */
final class ProfileChoice {

    private static final String R4 = "4.0.1";
    private static final List<String> TELLING_ELEMENTS = List.of("code", "type");

    /** A code that selects a profile, such as Observation, code, http://loinc.org|777-3. */
    private record Sign(String resourceType, String element, String system, String code) {}

    private final String canonical;
    private final String version;
    private final Set<String> known;
    private final Map<String, Set<String>> byType = new HashMap<>();
    private final Map<Sign, Set<String>> bySign = new HashMap<>();

    ProfileChoice(Guide guide) {
        canonical = guide.all(ImplementationGuide.class)
                .findFirst()
                .map(ig -> ig.getUrl().replaceFirst("/ImplementationGuide/.*", ""))
                .orElse("");
        version = guide.all(ImplementationGuide.class)
                .findFirst()
                .map(ImplementationGuide::getVersion)
                .orElse("");
        known = guide.all(StructureDefinition.class)
                .map(StructureDefinition::getUrl)
                .collect(Collectors.toUnmodifiableSet());
        guide.all(ImplementationGuide.class)
                .flatMap(ig -> ig.getGlobal().stream())
                .forEach(global -> byType.computeIfAbsent(global.getType(), type -> new LinkedHashSet<>())
                        .add(global.getProfile()));
        Map<String, ValueSet> valueSets =
                guide.all(ValueSet.class).collect(Collectors.toMap(ValueSet::getUrl, valueSet -> valueSet));
        guide.all(StructureDefinition.class)
                .filter(profile -> !profile.getAbstract())
                .filter(profile -> profile.getDerivation() == StructureDefinition.TypeDerivationRule.CONSTRAINT)
                .forEach(profile -> readSigns(profile, valueSets));
    }

    private void readSigns(StructureDefinition profile, Map<String, ValueSet> valueSets) {
        for (ElementDefinition element : profile.getSnapshot().getElement()) {
            for (String telling : TELLING_ELEMENTS) {
                if (element.getId().equals(profile.getType() + "." + telling)) {
                    codesOf(element, valueSets).forEach(coding -> bySign.computeIfAbsent(
                                    new Sign(profile.getType(), telling, coding.getSystem(), coding.getCode()),
                                    sign -> new LinkedHashSet<>())
                            .add(profile.getUrl()));
                }
            }
        }
    }

    private static List<Coding> codesOf(ElementDefinition element, Map<String, ValueSet> valueSets) {
        if (element.getPattern() instanceof CodeableConcept concept) {
            return concept.getCoding();
        }
        if (element.getBinding().getStrength() != BindingStrength.REQUIRED) {
            return List.of();
        }
        ValueSet valueSet = valueSets.get(element.getBinding().getValueSet());
        if (valueSet == null) {
            return List.of();
        }
        return valueSet.getCompose().getInclude().stream()
                .flatMap(include -> include.getConcept().stream()
                        .map(concept ->
                                new Coding().setSystem(include.getSystem()).setCode(concept.getCode())))
                .toList();
    }

    /**
     * The profiles that a resource must follow besides the base definition of its type.
     *
     * @return canonical URLs of the guide's profiles
     */
    List<String> profilesFor(Resource resource) {
        Set<String> chosen = new LinkedHashSet<>(byType.getOrDefault(resource.fhirType(), Set.of()));
        for (String telling : TELLING_ELEMENTS) {
            Property element = resource.getNamedProperty(telling);
            if (element != null) {
                element.getValues().forEach(value -> addBySign(resource.fhirType(), telling, value, chosen));
            }
        }
        resource.getMeta().getProfile().stream()
                .map(CanonicalType::getValue)
                .filter(known::contains)
                .forEach(chosen::add);
        return new ArrayList<>(chosen);
    }

    private void addBySign(String resourceType, String telling, Base value, Set<String> chosen) {
        if (value instanceof CodeableConcept concept) {
            concept.getCoding()
                    .forEach(coding -> chosen.addAll(bySign.getOrDefault(
                            new Sign(
                                    resourceType,
                                    telling,
                                    String.valueOf(coding.getSystem()),
                                    String.valueOf(coding.getCode())),
                            Set.of())));
        }
    }

    /** The profiles under the guide's canonical URL that a resource claims and the guide does not have. */
    List<String> unknownClaims(Resource resource) {
        return resource.getMeta().getProfile().stream()
                .map(CanonicalType::getValue)
                .filter(claim -> !canonical.isEmpty() && claim.startsWith(canonical + "/"))
                .filter(claim -> !known.contains(claim.replaceFirst("\\|.*", "")))
                .toList();
    }

    /** Removes the version from a canonical URL if it is that of the guide or of R4, the only versions known here. */
    String withoutOwnVersion(String profile) {
        String own = !canonical.isEmpty() && profile.startsWith(canonical + "/") ? version : R4;
        String end = "|" + own;
        return profile.endsWith(end) ? profile.substring(0, profile.length() - end.length()) : profile;
    }

    /** All profiles of the guide, any of which a resource may have to follow. */
    Set<String> profiles() {
        return known;
    }
}
