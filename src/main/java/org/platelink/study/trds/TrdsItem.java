package org.platelink.study.trds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An item of the WHO Trial Registration Data Set.
 *
 * @param elements its elements in a ResearchStudy, as a FHIRPath
 */
record TrdsItem(int number, String title, String elements) {

    /** The items listed in {@code trds-items.md}. */
    static List<TrdsItem> all() {
        try (InputStream file = TrdsItem.class.getResourceAsStream("trds-items.md")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches("\\| \\d+ \\|.*\\|"))
                    .map(line -> line.substring(1, line.length() - 1).strip().split(" *\\| +", 3))
                    .map(cells -> new TrdsItem(Integer.parseInt(cells[0]), cells[1], cells[2]))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
