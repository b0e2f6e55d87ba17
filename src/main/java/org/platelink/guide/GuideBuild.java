package org.platelink.guide;

import ca.uhn.fhir.context.FhirContext;
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

/**
 * The build's own step for the guide: packs what SUSHI compiled, so that the server starts without making snapshots.
 *
 * <p>It works only when something that it reads has changed since the last time.
 */
public final class GuideBuild {

    private GuideBuild() {}

    /**
     * Builds the guide's package.
     *
     * @param arguments the guide's folder ({@code ig}) and the folder to write to ({@code target/classes/ig})
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Path guide = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Path stamp = target.resolve("built-from.sha256");
        String sources = fingerprint(guide);
        if (Files.exists(stamp) && Files.readString(stamp).equals(sources)) {
            return;
        }
        FhirContext fhir = FhirContext.forR4Cached();
        CompiledGuide compiled = CompiledGuide.in(fhir, guide);
        new GuidePackage(fhir, compiled).writeTo(target.resolve("package.tgz"));
        Files.writeString(stamp, sources);
    }

    private static String fingerprint(Path guide) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
        for (String folder : List.of("fsh-generated/resources", "input/examples", "input/pagecontent")) {
            try (Stream<Path> files = Files.list(guide.resolve(folder))) {
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
