package org.platelink.study.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Organization;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.platform.server.StartUpRefused;
import org.platelink.platform.validation.GuideCheck;
import org.platelink.study.study.StudyLoader.LoadResult;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A second study: a folder of its own, of which each test gets a new one. */
@ServerTest
class StudyLoaderIT {

    private static final String SITE =
            "{\"resourceType\":\"Organization\",\"id\":\"%s\",\"name\":\"%s\",\"active\":true}";

    private final FhirClient client;
    private final FhirClient admin;
    private final JdbcClient database;
    private final StudyLoader loader;

    @TempDir
    private static Path folder;

    StudyLoaderIT(
            @LocalServerPort int port,
            @Autowired FhirContext fhir,
            @Autowired IFhirSystemDao<Bundle, Meta> store,
            @Autowired DaoRegistry resources,
            @Autowired ISearchParamRegistry searchParameters,
            @Autowired JdbcClient database,
            @Autowired GuideCheck guide) {
        client = FhirClient.at(port);
        admin = FhirClient.of(port, "operator");
        this.database = database;
        loader = new StudyLoader(
                new StudyProperties(
                        List.of(folder.toUri().toString()), folder.toUri().toString(), "classpath:ig/resources/"),
                fhir,
                store,
                resources,
                searchParameters,
                new LoadedFiles(database),
                guide);
    }

    @BeforeEach
    void anEmptyFolder() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aFileIsLoadedWhenItIsNewOrHasChangedAndNeverTwice() throws IOException {
        write("Organization-second-a.json", SITE.formatted("second-a", "Synthetic site A"));
        write("Organization-second-b.json", SITE.formatted("second-b", "Synthetic site B"));

        assertThat(loader.load()).isEqualTo(new LoadResult(2, 2, List.of()));
        assertThat(loader.load()).isEqualTo(new LoadResult(2, 0, List.of()));

        write("Organization-second-b.json", SITE.formatted("second-b", "Synthetic site B, moved"));

        assertThat(loader.load()).isEqualTo(new LoadResult(2, 1, List.of()));
        assertThat(site("second-a").getMeta().getVersionId()).isEqualTo("1");
        assertThat(site("second-b").getMeta().getVersionId()).isEqualTo("2");
        assertThat(site("second-b").getName()).isEqualTo("Synthetic site B, moved");
    }

    /** An admin's closing of a study went back when the next version of its file came. */
    @Test
    void whatAPersonHasChangedIsKeptWhenItsFileChangesToo() throws IOException {
        write("Organization-second-d.json", SITE.formatted("second-d", "Synthetic site D"));
        assertThat(loader.load()).isEqualTo(new LoadResult(1, 1, List.of()));
        assertThat(put("second-d", "Synthetic site D, as its people call it")).isEqualTo(200);
        assertThat(loader.load()).as("the file has not changed").isEqualTo(new LoadResult(1, 0, List.of()));

        write("Organization-second-d.json", SITE.formatted("second-d", "Synthetic site D, renamed"));
        LoadResult both = new LoadResult(
                1, 0, List.of(new StudyLoader.SkippedFile("Organization-second-d.json", "Organization/second-d", 2)));
        assertThat(loader.load()).isEqualTo(both);
        assertThat(loader.load()).as("it is said until they agree").isEqualTo(both);
        assertThat(site("second-d").getName()).isEqualTo("Synthetic site D, as its people call it");

        assertThat(put("second-d", "Synthetic site D, renamed")).isEqualTo(200);
        assertThat(loader.load()).as("they agree").isEqualTo(new LoadResult(1, 0, List.of()));
        write("Organization-second-d.json", SITE.formatted("second-d", "Synthetic site D, renamed again"));
        assertThat(loader.load()).as("nobody has changed it since").isEqualTo(new LoadResult(1, 1, List.of()));
    }

    @Test
    void whatAPersonMadeBeforeItsFileCameIsKept() throws IOException {
        assertThat(put("second-e", "Synthetic site E, by hand")).isEqualTo(201);

        write("Organization-second-e.json", SITE.formatted("second-e", "Synthetic site E"));

        assertThat(loader.load().kept())
                .extracting(StudyLoader.SkippedFile::address)
                .containsExactly("Organization/second-e");
        assertThat(site("second-e").getName()).isEqualTo("Synthetic site E, by hand");
    }

    /** The tables of a server of before have no versions. */
    @Test
    void whatAnEarlierServerLoadedIsKnownByItsTime() throws IOException {
        write("Organization-second-f.json", SITE.formatted("second-f", "Synthetic site F"));
        write("Organization-second-g.json", SITE.formatted("second-g", "Synthetic site G"));
        loader.load();
        assertThat(put("second-g", "Synthetic site G, by hand")).isEqualTo(200);
        database.sql("update platelink_study_file set version = null, address = null where name like '%second-%'")
                .update();

        write("Organization-second-f.json", SITE.formatted("second-f", "Synthetic site F, moved"));
        write("Organization-second-g.json", SITE.formatted("second-g", "Synthetic site G, moved"));

        assertThat(loader.load().kept())
                .extracting(StudyLoader.SkippedFile::address)
                .containsExactly("Organization/second-g");
        assertThat(site("second-f").getName()).isEqualTo("Synthetic site F, moved");
        assertThat(site("second-g").getName()).isEqualTo("Synthetic site G, by hand");
    }

    private int put(String id, String name) {
        return admin.put("/Organization/" + id, SITE.formatted(id, name)).status();
    }

    @Test
    void aFileThatIsNoResourceIsNamed() throws IOException {
        write("Organization-broken.json", "{\"resourceType\":\"Organization\",");

        assertThatThrownBy(loader::load)
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining("Organization-broken.json")
                .hasMessageContaining("is not a FHIR R4 resource in JSON");
    }

    @Test
    void whatBreaksTheGuideIsNotLoadedAndTheReasonIsSaid() throws IOException {
        write("Organization-second-c.json", SITE.formatted("second-c", "Synthetic site C"));
        write(
                "ResearchSubject-second-1.json",
                "{\"resourceType\":\"ResearchSubject\",\"id\":\"second-1\",\"status\":\"screening\"}");

        assertThatThrownBy(loader::load)
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining("the study does not fit the guide")
                .hasMessageContaining("ResearchSubject.study");
        assertThat(client.get("/Organization/second-c").status()).isEqualTo(404);
    }

    /** One fault at a time made a start for each of them. */
    @Test
    void allFaultsOfAllFilesAreNamedAtOnce() throws IOException {
        write("Organization-broken.json", "{\"resourceType\":\"Organization\",");
        write("Organization-nameless.json", "{\"resourceType\":\"Organization\",\"name\":\"Synthetic\"}");
        write("Organization-second-h.json", SITE.formatted("second-h", "Synthetic site H"));
        write("Organization-second-h-again.json", SITE.formatted("second-h", "Synthetic site H"));
        write(
                "ResearchStudy-second-faulty.json",
                """
                {"resourceType": "ResearchStudy", "id": "second-faulty", "contained": [{"resourceType": "Group", "id": "g",
                 "type": "person", "actual": false}], "enrollment": [{"reference": "#g"}],
                 "sponsor": {"reference": "Organization/second-nobody"}, "site": [{"reference": "Location/second-nowhere"}]}
                """);
        write(
                "Library-second.json",
                """
                {"resourceType": "Library", "id": "second", "status": "draft", "type": {"text": "rules"},
                 "content": [{"contentType": "text/cql", "url": "Missing.cql"}]}
                """);

        assertThatThrownBy(loader::load)
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining("faults in 5 files of " + folder.toUri())
                .hasMessageContaining("Organization-broken.json\n")
                .hasMessageContaining("has no id")
                .hasMessageContaining("Organization/second-h is in Organization-second-h-again.json as well")
                .hasMessageContaining("ResearchStudy.status")
                .hasMessageContaining("ResearchStudy.contained")
                .hasMessageContaining("Organization/second-nobody, which is neither")
                .hasMessageContaining("Location/second-nowhere, which is neither")
                .hasMessageContaining("Missing.cql");
        assertThat(client.get("/Organization/second-h").status()).isEqualTo(404);
    }

    /** In the form of HL7 Vulcan's example H2Q-MC-LZZT: no addresses, no systems, no registry's items. */
    @Test
    void aStudyOfAnotherGuideLoadsAsItIs() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/org/platelink/study/study/second"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }

        assertThat(loader.load().kept()).isEmpty();

        assertThat(admin.get("/ResearchStudy/second-xanthine?_format=json").status())
                .isEqualTo(200);
        assertThat(admin.get("/PlanDefinition/second-xanthine-protocol").status())
                .isEqualTo(200);
        assertThat(admin.get("/ResearchStudy/second-xanthine/$trds-completeness")
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/ResearchStudy/second-xanthine")
                        .as(org.hl7.fhir.r4.model.ResearchStudy.class)
                        .getArm())
                .hasSize(3);
    }

    @Test
    void aFolderWithoutAStudyIsNamed() {
        assertThatThrownBy(loader::load)
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining("there is no study in " + folder.toUri());
    }

    private Organization site(String id) {
        return client.get("/Organization/" + id).as(Organization.class);
    }

    private static void write(String file, String json) throws IOException {
        Files.writeString(folder.resolve(file), json);
    }
}
