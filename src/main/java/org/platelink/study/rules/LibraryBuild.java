package org.platelink.study.rules;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Build step that compiles the CQL of the study and of the server to ELM, so that the server need not do it at
 * startup. A library that does not compile fails the build.
 */
public final class LibraryBuild {

    private LibraryBuild() {}

    /**
     * Compiles the libraries that have no compiled form yet.
     *
     * @param arguments the folder of the study's CQL and the output folder
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
        Path study = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        List<RuleSource> sources = new ArrayList<>();
        sources.add(BundledLibraries.TRIAL_RULES);
        for (Path file : files(study)) {
            sources.add(RuleSource.of(Files.readString(file)));
        }
        Files.createDirectories(target);
        CompiledLibraries libraries = new CompiledLibraries(sources, PrecompiledElm.NONE);
        for (RuleSource source : sources) {
            Path form = target.resolve(source.fingerprint() + ".json");
            if (!Files.exists(form)) {
                try {
                    Files.writeString(form, libraries.elm(source));
                } catch (LibraryDoesNotCompile failure) {
                    failure.faults()
                            .forEach(fault -> System.err.println("[ERROR] " + source.name() + ".cql, " + fault));
                    System.exit(1);
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".cql"))
                    .sorted()
                    .toList();
        }
    }
}
