package org.platelink.platform.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.fhirpath.CachingWorkerContext;
import org.platelink.platform.server.Fingerprint;

/**
 * Cache of verdicts by the shape of the resource. A laboratory sends the same kind of result again and again: another
 * subject, another day, another number. The verdict on an earlier resource is reused if
 *
 * <ul>
 *   <li>both resources are the same except for their {@link ResourceShape}'s values, each of which is valid for its
 *     kind, and
 *   <li>every invariant of their profiles, and of those that a contained resource may be held to, either holds in both
 *       or fails in both.
 * </ul>
 *
 * <p>Invariants are thus evaluated for every resource; what is saved is the check of the structure and of the
 * terminology. A verdict with an error is never cached, so that a refusal always says what the validator says now.
 */
final class VerdictCache {

    private static final String CONTAINED = "contained.";

    private final Map<String, StructureDefinition> guide;
    private final IValidationSupport core;
    private final FHIRPathEngine engine;
    private final Map<String, List<String>> profilesOfType;
    private final boolean extensionsLookBeyondThemselves;
    private final Map<List<String>, Optional<Invariants>> invariants = new ConcurrentHashMap<>();
    private final Cache<String, List<Finding>> verdicts =
            Caffeine.newBuilder().maximumSize(20_000).build();

    VerdictCache(FhirContext fhir, Guide guide) {
        this.core = fhir.getValidationSupport();
        this.engine = new FHIRPathEngine(CachingWorkerContext.of(fhir));
        this.guide = guide.all(StructureDefinition.class)
                .collect(Collectors.toUnmodifiableMap(StructureDefinition::getUrl, profile -> profile));
        this.profilesOfType = guide.all(StructureDefinition.class)
                .collect(Collectors.groupingBy(
                        StructureDefinition::getType,
                        Collectors.collectingAndThen(
                                Collectors.mapping(StructureDefinition::getUrl, Collectors.toList()),
                                profiles -> profiles.stream().sorted().toList())));
        this.extensionsLookBeyondThemselves = guide.all(StructureDefinition.class)
                .filter(definition -> "Extension".equals(definition.getType()))
                .flatMap(definition -> definition.getSnapshot().getElement().stream())
                .flatMap(element -> element.getConstraint().stream())
                .anyMatch(constraint ->
                        constraint.hasExpression() && constraint.getExpression().contains("%"));
    }

    /**
     * The verdict on a resource.
     *
     * @param resource the resource
     * @param profiles canonical URLs of the profiles that it must follow
     * @param validator validates it, if no verdict is cached
     */
    List<Finding> of(Resource resource, List<String> profiles, Supplier<List<Finding>> validator) {
        Optional<Invariants> rules = rulesFor(resource, profiles);
        if (rules.isEmpty() || !(resource instanceof DomainResource whole)) {
            return validator.get();
        }
        Map<Resource, Invariants> contained = new IdentityHashMap<>();
        for (Resource one : whole.getContained()) {
            Optional<Invariants> own = rulesForContained(one);
            if (own.isEmpty()) {
                return validator.get();
            }
            contained.put(one, own.get());
        }
        ResourceShape skeleton = ResourceShape.of(
                whole,
                path -> rules.get().rule(path)
                        || path.startsWith(CONTAINED)
                                && contained.values().stream()
                                        .anyMatch(own -> own.rule(path.substring(CONTAINED.length()))));
        StringBuilder signs = new StringBuilder(rules.get().holdingIn(resource));
        for (Resource one : whole.getContained()) {
            signs.append('#').append(Objects.requireNonNull(contained.get(one)).holdingIn(one));
        }
        String shape = Fingerprint.hex(String.join(" ", profiles) + signs + skeleton.text());
        List<Finding> findings = verdicts.getIfPresent(shape);
        if (findings != null) {
            return findings;
        }
        List<Finding> found = validator.get();
        if (found.stream().noneMatch(finding -> finding.refuses() || finding.mentionsAny(skeleton.values()))) {
            verdicts.put(shape, found);
        }
        return found;
    }

    /**
     * The rules of the profiles; empty if the validator may look at more than the invariants of these profiles, so
     * that no verdict can be reused.
     */
    private Optional<Invariants> rulesFor(Resource resource, List<String> profiles) {
        // HAPI does not list the children of a MetadataResource that every resource has, such as meta and extension.
        if (extensionsLookBeyondThemselves
                || !(resource instanceof DomainResource)
                || resource instanceof MetadataResource) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>();
        all.add("http://hl7.org/fhir/StructureDefinition/" + resource.fhirType());
        Stream.concat(
                        profiles.stream(),
                        resource.getMeta().getProfile().stream().map(CanonicalType::getValue))
                .filter(profile -> !all.contains(profile))
                .forEach(all::add);
        // A list with an unknown claim is not cached: it is the sender's text, and must not fill the memory.
        return all.stream().allMatch(this::isKnown) ? invariants.computeIfAbsent(all, this::read) : Optional.empty();
    }

    /**
     * The rules that a contained resource may be held to: a reference to it may demand any of the guide's profiles of
     * its type. Empty if the validator may look at more than them.
     */
    private Optional<Invariants> rulesForContained(Resource contained) {
        if (!(contained instanceof DomainResource) || contained instanceof MetadataResource) {
            return Optional.empty();
        }
        List<String> claims = contained.getMeta().getProfile().stream()
                .map(CanonicalType::getValue)
                .toList();
        return rulesFor(
                contained,
                Stream.concat(
                                Stream.of(contained.fhirType(), "DomainResource", "Resource")
                                        .flatMap(type -> profilesOfType.getOrDefault(type, List.of()).stream()),
                                claims.stream())
                        .distinct()
                        .toList());
    }

    private boolean isKnown(String profile) {
        return definition(profile) != null;
    }

    private Optional<Invariants> read(List<String> profiles) {
        try {
            return Optional.of(new Invariants(
                    engine, profiles.stream().map(this::definition).toList()));
        } catch (FHIRException unreadable) {
            return Optional.empty();
        }
    }

    private @Nullable StructureDefinition definition(String profile) {
        StructureDefinition own = guide.get(profile);
        return own != null ? own : (StructureDefinition) core.fetchStructureDefinition(profile);
    }
}
