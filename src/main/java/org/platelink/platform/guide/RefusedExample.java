package org.platelink.platform.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Negative example of the guide: a resource that must be refused, with the expected refusal.
 *
 * @param profile id of the profile that it violates, such as {@code platelet-count}
 * @param why what is wrong with it, as in the file name, such as {@code gauss}
 * @param json the example
 * @param location the location that the refusal must name
 * @param words the text that the refusal must contain
 */
record RefusedExample(String profile, String why, String json, String location, String words) {

    /** Reads all examples of a folder, two files for each: {@code <profile>.<why>.json} and {@code .expected}. */
    static List<RefusedExample> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(RefusedExample::read)
                    .toList();
        }
    }

    private static RefusedExample read(Path file) {
        String[] name = file.getFileName().toString().split("\\.");
        try {
            List<String> expected = Files.readAllLines(
                    file.resolveSibling(file.getFileName().toString().replace(".json", ".expected")));
            return new RefusedExample(name[0], name[1], Files.readString(file), expected.get(0), expected.get(1));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
