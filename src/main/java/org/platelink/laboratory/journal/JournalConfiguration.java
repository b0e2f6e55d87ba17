package org.platelink.laboratory.journal;

import java.nio.file.Path;
import org.platelink.platform.sealing.KeyPlace;
import org.platelink.platform.sealing.KeysProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring configuration of the journal. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JournalProperties.class)
class JournalConfiguration {

    @Bean
    JournalKeys journalKeys(
            JdbcClient database,
            JournalProperties properties,
            KeysProperties keys,
            @Value("${platelink.home:data}") String home) {
        return JournalKeys.of(new JournalTable(database), KeyPlace.of(keys, properties.key(), Path.of(home)));
    }

    @Bean
    Journal journal(JdbcClient database, JournalKeys keys, PlatformTransactionManager transactions) {
        return new Journal(database, keys, new TransactionTemplate(transactions));
    }

    @Bean
    JournalMessages journalMessages(JdbcClient database, JournalKeys keys) {
        return new JournalMessages(database, keys);
    }

    @Bean
    Senders senders(JdbcClient database) {
        return new Senders(database);
    }

    @Bean
    MessageErasure messageErasure(JdbcClient database, JournalKeys keys) {
        return new MessageErasure(database, keys);
    }
}
