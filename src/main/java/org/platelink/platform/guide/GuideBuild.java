package org.platelink.platform.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Build step of the guide: packages SUSHI's output, so that the server starts without generating snapshots, and
 * renders the pages that it serves.
 *
 * <p>It does nothing if none of its inputs has changed since the last build.
 */
public final class GuideBuild {

    private GuideBuild() {}

    /**
     * Builds the guide's package and pages.
     *
     * @param arguments the guide's folder ({@code ig}), the folder to write to ({@code target/classes/ig}) and the
     *     file with the fingerprint of the last build
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Path guide = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Path stamp = Path.of(arguments[2]);
        String sources = fingerprint(guide, target.resolveSibling("org/platelink/platform/guide"));
        if (Files.exists(stamp) && Files.readString(stamp).equals(sources)) {
            return;
        }
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
            // R4's own definitions have elements that their parser does not know.
            root.getLoggerContext().getLogger(LenientErrorHandler.class).setLevel(Level.ERROR);
        }
        FhirContext fhir = FhirContext.forR4Cached();
        CompiledGuide compiled = CompiledGuide.in(fhir, guide);
        new GuidePackage(fhir, compiled).writeTo(target.resolve("package.tgz"));
        new GuidePages(fhir, compiled, guide.resolve("input/pagecontent"), stamp.resolveSibling("renderer/pictures"))
                .writeTo(target);
        Files.writeString(stamp, sources);
    }

    /** A digest of the guide's files and of the classes that build it. */
    private static String fingerprint(Path guide, Path classes) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
        for (Path folder : List.of(
                guide.resolve("fsh-generated/resources"),
                guide.resolve("input/examples"),
                guide.resolve("input/pagecontent"),
                guide.resolve("refused"),
                classes)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.sorted().forEach(file -> {
                    try {
                        digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                        digest.update(Files.readAllBytes(file));
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                });
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
