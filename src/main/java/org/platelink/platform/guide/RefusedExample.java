package org.platelink.platform.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An example that must be refused.
 *
 * @param profile id of the profile that it breaks, such as {@code platelet-count}
 * @param why what is wrong with it, as its file is named, such as {@code gauss}
 * @param json the example
 * @param location where the refusal must say that it is wrong
 * @param words what the refusal must say
 */
record RefusedExample(String profile, String why, String json, String location, String words) {

    /** All of a folder with two files an example: {@code <profile>.<why>.json} and {@code .expected}. */
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
