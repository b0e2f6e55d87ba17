package org.platelink.platform.validation;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
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
