package org.platelink.platform.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Organization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;
import org.platelink.ServerTest;
import org.platelink.platform.hapi.search.NamedSearchParameters;
import org.platelink.platform.hapi.table.ResourceTable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A search parameter that is new: it found nothing of what was stored before, 0 of 69. */
@ServerTest
class ReindexingIT {

    private static final int STORED = 69;
    private static final String SEARCH = "/Organization?name=Reindexing&_count=100";

    private final FhirClient admin;
    private final JdbcClient database;
    private final NamedSearchParameters registry;
    private final IndexedParameters indexed;
    private final Reindexing reindexing;

    ReindexingIT(
            @LocalServerPort int port,
            @Autowired FhirContext fhir,
            @Autowired NamedSearchParameters registry,
            @Autowired DaoRegistry resources,
            @Autowired JdbcClient database,
            @Autowired PlatformTransactionManager transactions) {
        this.admin = FhirClient.of(port, "operator");
        this.database = database;
        this.registry = registry;
        this.indexed = new IndexedParameters(database);
        this.reindexing = new Reindexing(
                fhir, registry, resources, indexed, new ResourceTable(database), new TransactionTemplate(transactions));
    }

    /** As if the name had not been a search parameter when they were stored. */
    @BeforeEach
    void storedBefore() {
        for (int i = 0; i < STORED; i++) {
            Answer put = admin.put(
                    "/Organization/reindexing-" + i,
                    "{\"resourceType\":\"Organization\",\"id\":\"reindexing-" + i
                            + "\",\"active\":true,\"name\":\"Reindexing synthetic site " + i + "\"}");
            assertThat(put.status()).as(put.body()).isIn(200, 201);
        }
        database.sql(
                        "delete from hfj_spidx_string where res_id in"
                                + " (select res_id from hfj_resource where res_type = 'Organization' and fhir_id like 'reindexing-%')")
                .update();
        IndexedParameters.Row row = indexed.all().get("Organization");
        Set<String> without = new TreeSet<>(row.parameters());
        assertThat(without.removeIf(one -> one.startsWith("name "))).isTrue();
        indexed.put("Organization", new IndexedParameters.Row(without, Set.of(), 0));
    }

    @AfterEach
    void nothingIsPending() {
        reindexing.stop();
        registry.unindexed(Map.of());
    }

    @Test
    void findsWhatWasStoredBeforeAndIsRefusedUntilThen() {
        assertThat(admin.get(SEARCH).bundle().getEntry()).as("the fault").isEmpty();

        reindexing.look();

        for (String search : new String[] {
            SEARCH,
            "/Organization?name:exact=x",
            "/Organization?_sort=name",
            "/Patient?organization.name=Reindexing",
            "/Location?organization.name=Reindexing"
        }) {
            Answer refused = admin.get(search);
            if (refused.status() == 403) {
                // Not an admin's to ask.
                continue;
            }
            assertThat(refused.status()).as(search + refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).as(search).contains("60");
            assertThat(refused.outcome().getIssueFirstRep().getDiagnostics())
                    .contains("The search parameter name of Organization is new");
        }
        assertThat(admin.get("/Organization?active=true&_count=1").status()).isEqualTo(200);
        assertThat(admin.get("/metadata").status()).isEqualTo(200);

        reindexing.start();
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> registry.unindexed().isEmpty());

        assertThat(admin.get(SEARCH).bundle().getEntry()).hasSize(STORED);
        Organization one = admin.get("/Organization/reindexing-7").as(Organization.class);
        assertThat(one.getMeta().getVersionId()).as("it is the same resource").isEqualTo("1");
        reindexing.look();
        assertThat(registry.unindexed())
                .as("at the next start there is nothing to do")
                .isEmpty();
    }
}
