package org.platelink.laboratory.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.ConceptMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.LabMapFiles.LoadResult;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a server does with the folder of laboratory maps, each time that it starts. */
@ServerTest
class LabMapFilesIT {

    private final FhirClient coordinator;
    private final FhirContext fhir;
    private final IFhirResourceDao<ConceptMap> maps;

    @TempDir
    private Path folder;

    LabMapFilesIT(
            @LocalServerPort int port, @Autowired FhirContext fhir, @Autowired IFhirResourceDao<ConceptMap> maps) {
        this.coordinator = FhirClient.at(port);
        this.fhir = fhir;
        this.maps = maps;
    }

    @Test
    void theMapsOfTheDemoSiteAreThere() {
        assertThat(coordinator
                        .get("/ConceptMap?status=active&context=https://platelink.org/site|site-unknown")
                        .bundle()
                        .getEntry())
                .extracting(entry -> entry.getResource().getIdElement().getIdPart())
                .contains(
                        "lab-answers-site-unknown",
                        "lab-codes-site-unknown",
                        "lab-namespaces-site-unknown",
                        "lab-units-site-unknown");
    }

    @Test
    void aCoordinatorsChangeOutlivesARestart() throws IOException {
        ConceptMap map = LabMaps.draft("map-kept", "site-unknown");
        write("ConceptMap-map-kept.json", FhirClient.json(map));

        assertThat(load()).isEqualTo(new LoadResult(1, 1));

        map.setTitle("Units of a synthetic site, as its coordinator has them");
        assertThat(coordinator.put("/ConceptMap/map-kept", map).status()).isEqualTo(200);

        assertThat(load()).isEqualTo(new LoadResult(1, 0));
        assertThat(coordinator.get("/ConceptMap/map-kept").as(ConceptMap.class).getTitle())
                .isEqualTo(map.getTitle());
    }

    @Test
    void whatBreaksTheGuideRefusesTheStart() throws IOException {
        ConceptMap map = LabMaps.draft("map-broken", "site-unknown");
        map.getGroupFirstRep().getElementFirstRep().getTargetFirstRep().setCode("G/L");
        write("ConceptMap-map-broken.json", FhirClient.json(map));

        assertThatThrownBy(this::load)
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining("the laboratory map ConceptMap-map-broken.json does not fit the guide")
                .hasMessageContaining("G/L means gauss per litre");
        assertThat(coordinator.get("/ConceptMap/map-broken").status()).isEqualTo(404);
    }

    @Test
    void whatIsNoMapRefusesTheStart() throws IOException {
        write("Organization-a.json", "{\"resourceType\":\"Organization\",\"id\":\"a\",\"name\":\"Synthetic\"}");

        assertThatThrownBy(this::load)
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining("Organization-a.json")
                .hasMessageContaining("is not a laboratory map");
    }

    @Test
    void aFolderWithoutMapsIsTaken() {
        assertThat(load()).isEqualTo(new LoadResult(0, 0));
    }

    private LoadResult load() {
        return new LabMapFiles(folder.toUri().toString(), fhir, maps).load();
    }

    private void write(String file, String json) throws IOException {
        Files.writeString(folder.resolve(file), json);
    }
}
