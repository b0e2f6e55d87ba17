package org.platelink.platform.validation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;

/**
 * Selects the profiles of the guides that a resource must follow.
 *
 * <p>A profile of the server's own guide applies by any of three: the resource's own claim ({@code meta.profile}); the
 * guide's {@code global} for the resource's type; and the resource's {@code code} or {@code type}, where a profile
 * binds it to an enumerated set of codes, as that of a laboratory analyte does. A definition (PlanDefinition,
 * ActivityDefinition, …) is chosen by its type only if it says that it is of this guide, by a claim or by its
 * canonical URL: what one trial's protocol must have is not demanded of another's.
 *
 * <p>The profiles of a guide that another study brought apply in the same three ways, but only to what is of a study
 * that claims one of them.
 */
final class ProfileChoice {

    private static final String R4 = "4.0.1";

    private final GuideProfiles own;
    private final List<GuideProfiles> further;
    private final StudyClaims studies;
    private final Set<String> known;

    ProfileChoice(Guide guide) {
        this(guide, List.of(), StudyClaims.NONE);
    }

    /**
     * @param guide the server's own guide
     * @param further the guides that other studies brought
     * @param studies tells what the studies of a resource claim
     */
    ProfileChoice(Guide guide, List<Guide> further, StudyClaims studies) {
        this.own = new GuideProfiles(guide);
        this.further = further.stream().map(GuideProfiles::new).toList();
        this.studies = studies;
        this.known = all().flatMap(one -> one.known().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<GuideProfiles> all() {
        return Stream.concat(Stream.of(own), further.stream());
    }

    /**
     * The profiles that a resource must follow besides the base definition of its type.
     *
     * @return canonical URLs of the guides' profiles
     */
    List<String> profilesFor(Resource resource) {
        Set<String> chosen = new LinkedHashSet<>(own.byType(resource));
        if (!(resource instanceof MetadataResource) || own.isClaimedBy(resource)) {
            chosen.addAll(own.bySign(resource));
        }
        if (!further.isEmpty()) {
            Set<String> claimed = studies.of(resource);
            for (GuideProfiles guide : further) {
                if (guide.isClaimedBy(resource) || claimed.stream().anyMatch(guide.known()::contains)) {
                    chosen.addAll(guide.byType(resource));
                    chosen.addAll(guide.bySign(resource));
                }
            }
        }
        all().forEach(guide -> chosen.addAll(guide.claims(resource)));
        return new ArrayList<>(chosen);
    }

    /** The profiles of the guides that a resource claims. */
    List<String> claims(Resource resource) {
        return all().flatMap(guide -> guide.claims(resource).stream()).toList();
    }

    /** The profiles under a guide's canonical URL that a resource claims and the guide does not have. */
    List<String> unknownClaims(Resource resource) {
        return resource.getMeta().getProfile().stream()
                .map(CanonicalType::getValue)
                .filter(claim -> all().anyMatch(guide -> guide.owns(claim)))
                .filter(claim -> !known.contains(claim.replaceFirst("\\|.*", "")))
                .toList();
    }

    /** Removes the version from a canonical URL if it is that of its guide or of R4, the only versions known here. */
    String withoutOwnVersion(String profile) {
        String version = all().filter(guide -> guide.owns(profile))
                .findFirst()
                .map(GuideProfiles::version)
                .orElse(R4);
        String end = "|" + version;
        return profile.endsWith(end) ? profile.substring(0, profile.length() - end.length()) : profile;
    }

    /** All profiles of the guides, any of which a resource may have to follow. */
    Set<String> profiles() {
        return known;
    }
}
