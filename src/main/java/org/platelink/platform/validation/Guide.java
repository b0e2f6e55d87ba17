package org.platelink.platform.validation;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.platelink.platform.server.StartUpRefused;

/**
 * The implementation guide, read from its package, with the snapshots of its profiles.
 *
 * @param name the package's id and version
 * @param made when the package was built
 * @param resources every conformance resource of the package; the examples are not among them
 */
record Guide(String name, Date made, List<Resource> resources) implements GuideDefinitions {

    Guide {
        resources = List.copyOf(resources);
    }

    /** The base of the canonical URLs, without a slash; empty if the package has no ImplementationGuide. */
    String canonical() {
        return all(ImplementationGuide.class)
                .findFirst()
                .map(guide -> guide.getUrl().replaceFirst("/ImplementationGuide/.*", ""))
                .orElse("");
    }

    /**
     * This guide and others as one. Where two define the same canonical URL, the first is taken.
     */
    Guide and(List<Guide> others) {
        Set<String> defined = new HashSet<>();
        List<Resource> all = new ArrayList<>(resources);
        others.forEach(other -> all.addAll(other.resources()));
        all.removeIf(resource -> resource instanceof MetadataResource definition
                && definition.hasUrl()
                && !defined.add(definition.getUrl()));
        return new Guide(name, made, all);
    }

    /**
     * Reads a FHIR NPM package.
     *
     * @param fhir the R4 context
     * @param archive the package, a gzipped tar
     * @param made when it was built
     * @throws StartUpRefused if it cannot be read
     */
    static Guide from(FhirContext fhir, InputStream archive, Date made) {
        try {
            NpmPackage npm = NpmPackage.fromPackage(archive);
            if (!npm.fhirVersion().startsWith("4.0")) {
                throw new StartUpRefused("the package " + npm.name() + " " + npm.version() + " is of FHIR "
                        + npm.fhirVersion() + ", and this server is of FHIR R4 (4.0.1); put a package for R4 there.");
            }
            List<Resource> resources = new ArrayList<>();
            for (String file : npm.list("package")) {
                if (file.endsWith(".json") && !file.equals("package.json") && !file.startsWith(".")) {
                    try (InputStream json = npm.load("package", file)) {
                        resources.add((Resource) fhir.newJsonParser().parseResource(json));
                    }
                }
            }
            return new Guide(npm.name() + " " + npm.version(), made, resources);
        } catch (IOException failure) {
            throw new StartUpRefused("the guide's package cannot be read.", failure);
        }
    }

    @Override
    public <T extends Resource> Stream<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast);
    }
}
