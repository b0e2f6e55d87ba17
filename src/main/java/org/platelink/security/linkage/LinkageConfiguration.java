package org.platelink.security.linkage;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.Patient;
import org.platelink.platform.sealing.KeyPlace;
import org.platelink.platform.sealing.KeysProperties;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.security.access.FormerSites;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring configuration of the linkage table and of its operations for coordinators. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LinkageProperties.class)
class LinkageConfiguration {

    @Bean
    LinkageTable linkageTable(JdbcClient database) {
        return new LinkageTable(database);
    }

    @Bean
    LinkageKeys linkageKeys(
            LinkageTable table,
            LinkageProperties properties,
            KeysProperties keys,
            @Value("${platelink.home:data}") String home) {
        return LinkageKeys.of(table, KeyPlace.of(keys, properties.key(), Path.of(home)));
    }

    @Bean
    Linkage linkage(
            LinkageTable table,
            LinkageKeys keys,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events) {
        return new Linkage(table, keys, new TransactionTemplate(transactions), events);
    }

    @Bean
    LinkedWords linkedWords(Linkage linkage, LinkageTable table, LinkageKeys keys) {
        return new LinkedWords(linkage, table, keys);
    }

    @Bean
    FhirServerCustomizer linkageOperations(
            Linkage linkage, IFhirResourceDao<Patient> patients, FormerSites formerSites) {
        return server -> server.registerProvider(new LinkageOperations(linkage, patients, formerSites));
    }
}
