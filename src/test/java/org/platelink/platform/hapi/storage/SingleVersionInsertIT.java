package org.platelink.platform.hapi.storage;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.model.entity.ResourceHistoryTable;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.stat.EntityStatistics;
import org.hibernate.stat.Statistics;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class SingleVersionInsertIT {

    private final FhirClient client;
    private final Statistics statistics;

    SingleVersionInsertIT(@LocalServerPort int port, EntityManagerFactory factory) {
        client = FhirClient.at(port);
        statistics = factory.unwrap(SessionFactory.class).getStatistics();
    }

    @AfterEach
    void countNoMore() {
        statistics.setStatisticsEnabled(false);
    }

    @Test
    void eachVersionIsInsertedAsItIsAndNotChangedAgain() {
        client.post("", Labs.transaction(Labs.participant("written-once")));
        Observation first = Labs.platelets("written-once", "written-once-1", "31", "10*9/L", "2026-03-05");
        first.getMeta().setSource("https://hospital.example/analyser-1");
        statistics.setStatisticsEnabled(true);
        statistics.clear();

        assertThat(client.post("", Labs.transaction(first)).status()).isEqualTo(200);
        Observation stored = found();
        stored.getValueQuantity().setValue(32);
        stored.getMeta().setSource("https://hospital.example/analyser-2");
        assertThat(client.put("/Observation/" + stored.getIdPart(), stored).status())
                .isEqualTo(200);

        EntityStatistics versions = statistics.getEntityStatistics(ResourceHistoryTable.class.getName());
        assertThat(versions.getInsertCount()).isEqualTo(2);
        assertThat(versions.getUpdateCount()).isZero();
        assertThat(found().getMeta().getSource()).startsWith("https://hospital.example/analyser-2");
        assertThat(client.get("/Observation/" + stored.getIdPart() + "/_history/1")
                        .as(Observation.class)
                        .getMeta()
                        .getSource())
                .startsWith("https://hospital.example/analyser-1");
        assertThat(client.get("/Observation?_source=https://hospital.example/analyser-2&_summary=count")
                        .bundle()
                        .getTotal())
                .isEqualTo(1);
    }

    private Observation found() {
        return (Observation) client.get("/Observation?identifier=https://hospital.example/lab|written-once-1")
                .bundle()
                .getEntryFirstRep()
                .getResource();
    }
}
