package org.platelink.platform.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A file that the server loads at its start: a FHIR resource as JSON, or a text that belongs to one.
 *
 * @param name the file's name, such as {@code ResearchStudy-NCT06813157.json}
 * @param json its content
 */
public record ResourceFile(String name, String json) {

    /**
     * Reads the files of a folder, in the order of their names.
     *
     * @param pattern a Spring resource pattern such as {@code classpath:fhir-resources/study/*.json}
     * @throws StartUpRefused if they cannot be read
     */
    public static List<ResourceFile> in(String pattern) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(pattern))
                    .map(ResourceFile::read)
                    .sorted(Comparator.comparing(ResourceFile::name))
                    .toList();
        } catch (IOException failure) {
            throw new StartUpRefused("the files " + pattern + " cannot be read.", failure);
        }
    }

    private static ResourceFile read(Resource file) {
        try {
            return new ResourceFile(
                    Objects.requireNonNull(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new StartUpRefused("the file " + file.getFilename() + " cannot be read.", failure);
        }
    }

    /**
     * Parses the file as a resource, strictly.
     *
     * @throws StartUpRefused if there is none in the file, or something that FHIR does not have
     */
    public org.hl7.fhir.r4.model.Resource resource(FhirContext fhir) {
        try {
            return (org.hl7.fhir.r4.model.Resource) fhir.newJsonParser()
                    .setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(json);
        } catch (DataFormatException | ClassCastException failure) {
            throw new StartUpRefused(
                    "the file " + name + " is not a FHIR R4 resource in JSON (" + failure.getMessage() + ").", failure);
        }
    }

    /** The SHA-256 hash of the content, as 64 hexadecimal digits. */
    public String fingerprint() {
        return Fingerprint.hex(json);
    }
}
