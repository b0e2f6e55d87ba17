package org.platelink.platform.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.platelink.platform.guide.SearchIndex.Entry;

class SearchIndexTests {

    private final SearchIndex index = new SearchIndex();

    @Test
    void aPageIsFoundByEachOfItsSections() {
        index.addPage("labs.html", "Results", "What a *result* is.\n\n### Units\nSee [codes](codes.html), `10*9/L`.\n");

        assertThat(index.entries())
                .containsExactly(
                        new Entry("page", "Results", "What a result is.", "labs.html"),
                        new Entry("page", "Results: Units", "See codes, 10*9/L.", "labs.html"));
    }

    @Test
    void everyRowOfTheSettingsIsFound() throws IOException {
        index.addPage("settings.html", "Settings", Files.readString(Path.of("ig/input/pagecontent/settings.md")));

        assertThat(index.entries())
                .contains(new Entry("setting", "PLATELINK_HOME", "the data folder", "settings.html"))
                .filteredOn(entry -> entry.kind().equals("setting"))
                .hasSizeGreaterThan(30)
                .allSatisfy(entry -> assertThat(entry.text()).isNotEmpty().doesNotContain("`", "]("));
    }

    @Test
    void anArtifactIsFoundByItsName() {
        index.addArtifact("StructureDefinition-a.html", "Platelet count", null);

        assertThat(index.entries())
                .containsExactly(new Entry("artifact", "Platelet count", "", "StructureDefinition-a.html"));
    }
}
