package org.platelink.platform.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.platelink.Node;

/** The compiled guide in the repository is what its FSH compiles to. */
class GuideRecompiledIT {

    private static final Path IG = Path.of("ig");
    private static final String RESOURCES = "fsh-generated/resources";

    @Test
    void theCommittedGuideIsWhatItsSourceSays() throws Exception {
        Node.mustBeThere("the guide is not recompiled");
        Path home = Files.createDirectories(Path.of("target/fhir-home").toAbsolutePath());
        if (Files.notExists(home.resolve(".fhir/packages/hl7.fhir.r4.core#4.0.1/package/package.json"))) {
            CorePackage.writeTo(home.resolve(".fhir/packages"));
        }
        Path copy = copyOfTheGuide();
        Node.run(copy, Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");

        // A home with nothing but FHIR's core, and no registry: the same result on every machine.
        Map<String, String> alone = Map.of("HOME", home.toString(), "FPL_REGISTRY", "http://127.0.0.1:9");
        Node.run(copy, alone, "npx", "--no-install", "sushi", "build", ".");

        assertThat(contents(copy.resolve(RESOURCES))).isEqualTo(contents(IG.resolve(RESOURCES)));
    }

    private static Path copyOfTheGuide() throws IOException {
        Path copy = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "guide-");
        Files.walkFileTree(IG, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                String name = folder.getFileName().toString();
                if (name.equals("node_modules") || name.equals("fsh-generated")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copy.resolve(IG.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, copy.resolve(IG.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
        return copy;
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
