package org.platelink.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Organization;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.server.StartUpRefused;
import org.platelink.study.StudyLoader.Loading;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A second study: a folder of its own, of which each test gets a new one. */
@ServerTest
class StudyLoaderIT {

    private static final String SITE =
            "{\"resourceType\":\"Organization\",\"id\":\"%s\",\"name\":\"%s\",\"active\":true}";

    private final FhirClient client;
    private final StudyLoader loader;

    @TempDir
    private static Path folder;

    StudyLoaderIT(
            @LocalServerPort int port,
            @Autowired FhirContext fhir,
            @Autowired IFhirSystemDao<Bundle, Meta> store,
            @Autowired ISearchParamRegistry searchParameters,
            @Autowired JdbcClient database) {
        client = FhirClient.at(port);
        loader = new StudyLoader(
                new StudyProperties(folder.toUri().toString(), folder.toUri().toString(), "classpath:ig/resources/"),
                fhir,
                store,
                searchParameters,
                new LoadedFiles(database));
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

        assertThat(loader.load()).isEqualTo(new Loading(2, 2));
        assertThat(loader.load()).isEqualTo(new Loading(2, 0));

        write("Organization-second-b.json", SITE.formatted("second-b", "Synthetic site B, moved"));

        assertThat(loader.load()).isEqualTo(new Loading(2, 1));
        assertThat(site("second-a").getMeta().getVersionId()).isEqualTo("1");
        assertThat(site("second-b").getMeta().getVersionId()).isEqualTo("2");
        assertThat(site("second-b").getName()).isEqualTo("Synthetic site B, moved");
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
