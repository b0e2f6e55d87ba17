package org.platelink.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.platelink.server.StartUpRefused;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * One file of the study: a FHIR resource as JSON.
 *
 * @param name the file's name, such as {@code ResearchStudy-NCT06813157.json}
 * @param json what stands in it
 */
record StudyFile(String name, String json) {

    /**
     * Reads the files of a folder, in the order of their names.
     *
     * @param pattern a Spring resource pattern such as {@code classpath:fhir-resources/study/*.json}
     * @throws StartUpRefused if they cannot be read
     */
    static List<StudyFile> in(String pattern) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(pattern))
                    .map(StudyFile::read)
                    .sorted(Comparator.comparing(StudyFile::name))
                    .toList();
        } catch (IOException failure) {
            throw new StartUpRefused("the study's files " + pattern + " cannot be read.", failure);
        }
    }

    private static StudyFile read(Resource file) {
        try {
            return new StudyFile(
                    Objects.requireNonNull(file.getFilename()), file.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new StartUpRefused("the study's file " + file.getFilename() + " cannot be read.", failure);
        }
    }

    /** The content's fingerprint: SHA-256 as 64 hexadecimal digits. */
    String fingerprint() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
