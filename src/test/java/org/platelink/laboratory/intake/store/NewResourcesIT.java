package org.platelink.laboratory.intake.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.platelink.ServerTest;
import org.platelink.laboratory.lab.Labs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is stored in one pass is what HAPI's transaction stores: each row of each of HAPI's tables. Both are rolled
 * back, so that the second finds what the first found.
 */
@ServerTest
class NewResourcesIT {

    /** Tables of searches, jobs, partitions and the like, and those that older versions of HAPI wrote. */
    private static final List<String> OTHERS = List.of(
            "hfj_binary_storage_blob",
            "hfj_blk_export_colfile",
            "hfj_blk_export_collection",
            "hfj_blk_export_job",
            "hfj_blk_import_job",
            "hfj_blk_import_jobfile",
            "hfj_forced_id",
            "hfj_partition",
            "hfj_res_identifier_pt_uniq",
            "hfj_res_reindex_job",
            "hfj_res_system",
            "hfj_resource_modified",
            "hfj_resource_type",
            "hfj_revinfo",
            "hfj_search",
            "hfj_search_include",
            "hfj_search_result",
            "hfj_spidx_identity",
            "hfj_tag_def");

    private final NewResources newResources;
    private final IFhirSystemDao<Bundle, Meta> hapi;
    private final EntityManager entityManager;
    private final TransactionTemplate transaction;
    private final StoredRows rows;

    NewResourcesIT(
            @Autowired NewResources newResources,
            @Autowired IFhirSystemDao<Bundle, Meta> hapi,
            @Autowired EntityManager entityManager,
            @Autowired JdbcTemplate database,
            @Autowired PlatformTransactionManager transactions) {
        this.newResources = newResources;
        this.hapi = hapi;
        this.entityManager = entityManager;
        this.transaction = new TransactionTemplate(transactions);
        this.rows = new StoredRows(database);
    }

    static Stream<Named<Supplier<List<Resource>>>> shapes() {
        return Stream.of(
                shape("a result of a new subject", "1", found -> {}),
                shape("a decimal with trailing zeros", "12.500", found -> found.result()
                        .addReferenceRange()
                        .setLow(new Quantity()
                                .setValue(new BigDecimal("150.00"))
                                .setUnit("10*9/L")
                                .setSystem("http://unitsofmeasure.org")
                                .setCode("10*9/L"))),
                shape("several identifiers", "3", found -> {
                    found.result()
                            .addIdentifier()
                            .setUse(IdentifierUse.SECONDARY)
                            .setSystem("https://hospital.example/lab/filler")
                            .setValue("F 1|a$,\\");
                    found.result().addIdentifier().setValue("without-a-system");
                }),
                shape("profiles, tags and security labels", "4", found -> {
                    Meta meta = found.result().getMeta();
                    meta.addProfile("https://platelink.org/ig/msc-itp/StructureDefinition/platelet-count");
                    meta.addTag("https://hospital.example/tags", "urgent", "Urgent");
                    meta.addSecurity("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R", "restricted");
                    meta.setSource("https://hospital.example/analyser-1");
                }),
                shape("a contained resource", "5", found -> {
                    Specimen blood = new Specimen();
                    blood.setId("blood");
                    blood.setType(new CodeableConcept().setText("EDTA blood"));
                    blood.setSubject(new Reference("Patient/rows-p"));
                    found.result().addContained(blood);
                    found.result().setSpecimen(new Reference("#blood"));
                }),
                shape("a report of results, before them", "6", found -> {
                    DiagnosticReport report = Labs.report("rows-p", "rows-r", "2026-03-05", "Observation/rows-o");
                    report.setId("rows-r");
                    found.all().add(0, report);
                    Observation second = Labs.alt("rows-p", "rows-o2", "40.0", "2026-03-05");
                    second.setId("rows-o2");
                    found.all().add(second);
                    report.addResult(new Reference("Observation/rows-o2"));
                    second.addDerivedFrom(new Reference("Observation/rows-o"));
                }),
                shape("a reference to what is stored", "7", found -> found.result()
                        .addPerformer(new Reference("Organization/site-unknown"))));
    }

    /** A subject and a result of it, which a shape changes or adds to. */
    private record Sample(List<Resource> all, Observation result) {}

    private static Named<Supplier<List<Resource>>> shape(String name, String value, Consumer<Sample> change) {
        return Named.of(name, () -> {
            Observation result = Labs.platelets("rows-p", "rows-o", value, "10*9/L", "2026-03-05");
            result.setId("rows-o");
            List<Resource> all = new ArrayList<>(List.of(Labs.participant("rows-p"), result));
            change.accept(new Sample(all, result));
            return all;
        });
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void storesTheRowsThatHapisTransactionStores(Supplier<List<Resource>> shape) {
        byHapi(shape);
        // The second time: in the first pass of a transaction the flags are those of the resource before.
        Map<String, List<String>> hapis = byHapi(shape);
        Map<String, List<String>> ours = rolledBack(() -> {
            inOnePass(shape.get());
            return addresses(shape.get());
        });

        assertThat(hapis.get("hfj_resource")).hasSize(shape.get().size());
        assertThat(hapis.get("hfj_res_link")).isNotEmpty();
        assertThat(hapis.get("hfj_spidx_quantity")).isNotEmpty();
        assertThat(ours).isEqualTo(hapis);
    }

    private Map<String, List<String>> byHapi(Supplier<List<Resource>> shape) {
        return rolledBack(() -> {
            hapi.transactionNested(new SystemRequestDetails(), bundle(shape.get()));
            return addresses(shape.get());
        });
    }

    /**
     * HAPI's transaction gives the id and keeps the condition, so that two that run at the same time do not both store
     * the resource. In one pass the id is known, and the ledger of results locks the identifier.
     */
    @Test
    void storesTheRowsOfAConditionalCreateButItsCondition() {
        Map<String, List<String>> hapis = rolledBack(() -> {
            Observation result = Labs.platelets("rows-p", "rows-o", "8", "10*9/L", "2026-03-05");
            Bundle answer = hapi.transactionNested(
                    new SystemRequestDetails(), Labs.transaction(Labs.participant("rows-p"), result));
            IdType given = new IdType(answer.getEntry().get(1).getResponse().getLocation());
            return Map.of("Patient/rows-p", "Patient/rows-p", "Observation/" + given.getIdPart(), "Observation/rows-o");
        });
        Map<String, List<String>> ours = rolledBack(() -> {
            Observation result = Labs.platelets("rows-p", "rows-o", "8", "10*9/L", "2026-03-05");
            result.setId("rows-o");
            List<Resource> all = List.of(Labs.participant("rows-p"), result);
            inOnePass(all);
            return addresses(all);
        });

        assertThat(hapis.remove("hfj_res_search_url")).hasSize(1);
        assertThat(ours.remove("hfj_res_search_url")).isEmpty();
        assertThat(hapis.get("hfj_resource"))
                .filteredOn(row -> row.contains("search_url_present=true"))
                .hasSize(1);
        hapis.get("hfj_resource").replaceAll(row -> row.replace("search_url_present=true", "search_url_present=false"));
        assertThat(ours).isEqualTo(hapis);
    }

    @Test
    void noTableOfResourcesIsLeftOut() {
        assertThat(rows.all()).containsAll(rows.tables().keySet());
        assertThat(rows.all().stream()
                        .filter(table -> !rows.tables().containsKey(table))
                        .toList())
                .isEqualTo(OTHERS);
    }

    private void inOnePass(List<Resource> resources) {
        assertThat(newResources.store(resources, new SystemRequestDetails(), details -> {}))
                .as("stored in one pass")
                .isPresent();
    }

    private static Map<String, String> addresses(List<Resource> resources) {
        Map<String, String> addresses = new LinkedHashMap<>();
        resources.forEach(one -> addresses.put(address(one), address(one)));
        return addresses;
    }

    private static String address(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    private static Bundle bundle(List<Resource> resources) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        for (Resource resource : resources) {
            bundle.addEntry()
                    .setFullUrl(address(resource))
                    .setResource(resource)
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl(address(resource));
        }
        return bundle;
    }

    private Map<String, List<String>> rolledBack(Supplier<Map<String, String>> store) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            Map<String, String> labels = store.get();
            entityManager.flush();
            return rows.of(labels);
        }));
    }
}
