package org.platelink.platform.hapi.table;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.dao.IJpaStorageResourceParser;
import ca.uhn.fhir.jpa.dao.tx.HapiTransactionService;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.util.IMetaTagSorter;
import jakarta.persistence.EntityManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Spring configuration of the queries that need more than a connection. */
@Configuration(proxyBeanMethods = false)
class TableConfiguration {

    @Bean
    TokenHashes tokenHashes(PartitionSettings partitions) {
        return new TokenHashes(partitions);
    }

    @Bean
    IdentifierIndex identifierIndex(JdbcClient database, TokenHashes hashes) {
        return new IdentifierIndex(database, hashes);
    }

    @Bean
    ResourceTable resourceTable(JdbcClient database) {
        return new ResourceTable(database);
    }

    @Bean
    HistoryTable historyTable(
            JdbcClient database,
            EntityManager entityManager,
            HapiTransactionService transactions,
            IJpaStorageResourceParser parser) {
        return new HistoryTable(database, new HistoryReader(entityManager, transactions, parser));
    }

    @Bean
    StoredTexts storedTexts(FhirContext fhir, EntityManager entityManager, IMetaTagSorter tagSorter) {
        return new StoredTexts(fhir, entityManager, tagSorter);
    }
}
