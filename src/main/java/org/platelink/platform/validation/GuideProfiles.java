package org.platelink.platform.validation;

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
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;

/** The profiles of one guide, by what calls for each: a claim, the resource's type, or its code or {@code type}. */
final class GuideProfiles {

    private static final List<String> TELLING_ELEMENTS = List.of("code", "type");

    /** A code that selects a profile, such as Observation, code, http://loinc.org|777-3. */
    private record Sign(String resourceType, String element, String system, String code) {}

    private final String canonical;
    private final String version;
    private final Set<String> known;
    private final Map<String, Set<String>> byType = new HashMap<>();
    private final Map<Sign, Set<String>> bySign = new HashMap<>();

    GuideProfiles(Guide guide) {
        canonical = guide.canonical();
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
        Map<String, ValueSet> valueSets = guide.all(ValueSet.class)
                .collect(Collectors.toMap(ValueSet::getUrl, valueSet -> valueSet, (first, again) -> first));
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

    /** The base of the guide's canonical URLs, without a slash; empty if the package has no ImplementationGuide. */
    String canonical() {
        return canonical;
    }

    /** The version of the guide. */
    String version() {
        return version;
    }

    /** The canonical URLs of all profiles and extensions of the guide. */
    Set<String> known() {
        return known;
    }

    /** The profiles of this guide that a resource claims, without versions. */
    List<String> claims(Resource resource) {
        return resource.getMeta().getProfile().stream()
                .map(CanonicalType::getValue)
                .filter(claim -> claim != null)
                .map(claim -> claim.replaceFirst("\\|.*", ""))
                .filter(known::contains)
                .toList();
    }

    /** Whether a canonical URL is below that of this guide. */
    boolean owns(String url) {
        return !canonical.isEmpty() && url.startsWith(canonical + "/");
    }

    /** Whether the resource itself says that it is of this guide: by a claim, or by its canonical URL. */
    boolean isClaimedBy(Resource resource) {
        return !claims(resource).isEmpty()
                || resource instanceof MetadataResource definition && definition.hasUrl() && owns(definition.getUrl());
    }

    /** The profiles that the guide demands of every resource of its type. */
    Set<String> byType(Resource resource) {
        return byType.getOrDefault(resource.fhirType(), Set.of());
    }

    /** The profiles that the resource's code or type calls for. */
    Set<String> bySign(Resource resource) {
        Set<String> chosen = new LinkedHashSet<>();
        for (String telling : TELLING_ELEMENTS) {
            Property element = resource.getNamedProperty(telling);
            if (element != null) {
                element.getValues().forEach(value -> addBySign(resource.fhirType(), telling, value, chosen));
            }
        }
        return chosen;
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
}
