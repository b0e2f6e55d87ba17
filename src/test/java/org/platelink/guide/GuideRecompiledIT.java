package org.platelink.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compiled guide in the repository is what its FSH compiles to. */
class GuideRecompiledIT {

    private static final Path IG = Path.of("ig");
    private static final String RESOURCES = "fsh-generated/resources";

    @Test
    void theCommittedGuideIsWhatItsSourceSays() throws Exception {
        // A user's machine needs no Node; where tests gate a change there must be one.
        assumeTrue(hasNode() || System.getenv("CI") != null, "Node is not installed: the guide is not recompiled");
        Path home = Files.createDirectories(Path.of("target/fhir-home").toAbsolutePath());
        if (Files.notExists(home.resolve(".fhir/packages/hl7.fhir.r4.core#4.0.1/package/package.json"))) {
            CorePackage.writeTo(home.resolve(".fhir/packages"));
        }
        Path copy = copyOfTheGuide();
        run(copy, home, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");

        run(copy, home, "npx", "--no-install", "sushi", "build", ".");

        assertThat(contents(copy.resolve(RESOURCES))).isEqualTo(contents(IG.resolve(RESOURCES)));
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
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

    private static void run(Path folder, Path home, String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        if (command[0].equals("npx")) {
            // A home with nothing but FHIR's core, and no registry: the same result on every machine.
            builder.environment().put("HOME", home.toString());
            builder.environment().put("FPL_REGISTRY", "http://127.0.0.1:9");
        }
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
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
