package org.platelink.platform.validation;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;

/** The server's own validator with the built guide, without a server; made once for all tests. */
public final class GuideValidator {

    static final FhirContext FHIR = FhirContext.forR4Cached();
    static final Guide GUIDE = readGuide();
    static final ProfileChoice CHOICE = new ProfileChoice(GUIDE);
    private static final ResourceValidator VALIDATOR =
            new ResourceValidator(FHIR, CHOICE, new InstanceValidators(FHIR, GUIDE), new VerdictCache(FHIR, GUIDE));

    private GuideValidator() {}

    private static Guide readGuide() {
        try (InputStream archive =
                Objects.requireNonNull(GuideValidator.class.getResourceAsStream("/ig/package.tgz"))) {
            return Guide.from(FHIR, archive, new Date(0));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<Finding> validate(Resource resource) {
        return VALIDATOR.validate(resource);
    }

    /** Why the server would refuse a resource, each with its place. */
    public static List<String> refusals(Resource resource) {
        return faults(resource).stream()
                .map(fault -> fault.location() + ": " + fault.sentence())
                .toList();
    }

    static List<Finding> faults(Resource resource) {
        return validate(resource).stream().filter(Finding::refuses).toList();
    }

    static Resource read(Path file) {
        try {
            return (Resource) FHIR.newJsonParser().parseResource(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The JSON files of a folder whose names begin so. */
    static Stream<Path> files(String folder, String prefix) {
        try {
            return Files.list(Path.of(folder))
                    .filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.getFileName().toString().endsWith(".json"))
                    .sorted();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
