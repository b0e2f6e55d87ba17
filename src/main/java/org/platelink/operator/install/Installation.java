package org.platelink.operator.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An installed server in a folder of its own: {@code platelink.jar}, {@code lib} with its libraries, and two files of
 * arguments for {@code java}, {@code server.args} to start the server and {@code tool.args} for the operator's
 * commands. All paths in them are absolute.
 *
 * @param folder the folder, absolute
 * @param java the {@code java} that installs it, and for which its caches are
 */
public record Installation(Path folder, Path java) {

    private static final String JAR = "platelink.jar";
    private static final List<String> OWN = List.of(JAR, "lib", "server.args", "tool.args");

    /** The installation in a folder, by the {@code java} that runs now. */
    public static Installation in(Path folder) {
        return new Installation(
                folder.toAbsolutePath().normalize(),
                Path.of(System.getProperty("java.home"), "bin", "java").toAbsolutePath());
    }

    /**
     * Installs a jar: takes it apart, starts it once with a data folder for the time, works with it for a moment, and
     * keeps the classes that it loaded.
     *
     * @param whole the jar as it was built
     * @throws IOException if the folder has other files, or a step fails
     */
    public void install(Path whole) throws IOException, InterruptedException {
        refuseOtherFiles();
        Files.createDirectories(folder);
        Files.deleteIfExists(arguments());
        Files.deleteIfExists(toolArguments());
        ChildProcess.run(
                List.of(
                        java.toString(),
                        "-Djarmode=tools",
                        "-jar",
                        whole.toAbsolutePath().toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString()),
                "the jar could not be taken apart");
        Path extracted = folder.resolve(whole.getFileName());
        if (!extracted.equals(jar())) {
            Files.move(extracted, jar());
        }
        try (Stream<Path> libraries = Files.list(folder.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                MultiReleaseJar.flatten(library);
            }
        }
        ClassCache kind = ClassCache.of(Runtime.version().feature());
        Path server = folder.resolve("server.cache");
        Path tool = folder.resolve("tool.cache");
        Files.deleteIfExists(server);
        Files.deleteIfExists(tool);
        new TrainingRun(this, kind, server, tool).run();
        writeArguments(arguments(), List.of(), kind, server);
        // A command lives for a second: the second compiler would cost more than it gains.
        writeArguments(toolArguments(), List.of("-XX:TieredStopAtLevel=1"), kind, tool);
    }

    /** The file of arguments that starts the server. */
    public Path arguments() {
        return folder.resolve("server.args");
    }

    /** The file of arguments for commands. */
    public Path toolArguments() {
        return folder.resolve("tool.args");
    }

    Path jar() {
        return folder.resolve(JAR);
    }

    private void refuseOtherFiles() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is a file; name a folder.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            if (!names.isEmpty() && !names.contains(JAR)) {
                throw new IOException(folder + " has other files; name a folder that is empty or not there yet.");
            }
            if (names.contains(JAR) && !names.containsAll(OWN.subList(0, 2))) {
                throw new IOException(folder + " has a platelink.jar that was not installed; name another folder.");
            }
        }
    }

    /** One argument a line, in quotation marks, as the launcher of Java reads it. */
    private void writeArguments(Path file, List<String> options, ClassCache kind, Path cache) throws IOException {
        List<String> arguments = new ArrayList<>(options);
        if (Files.exists(cache)) {
            arguments.addAll(kind.toUse(cache));
        }
        arguments.addAll(List.of("-jar", jar().toString()));
        Files.write(
                file,
                arguments.stream()
                        .map(argument -> '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .toList());
    }
}
