package org.platelink.operator.erasure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.platelink.analytics.export.ExportRecall;
import org.platelink.laboratory.journal.MessageErasure;
import org.platelink.platform.hapi.table.ErasableVersions;
import org.platelink.security.audit.AuditTrail;
import org.platelink.security.audit.TrailReadings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring configuration of the erasure module: erasure by two administrators. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

    @Bean
    ErasureTable erasureTable(JdbcClient database, ObjectMapper json) {
        return new ErasureTable(database, json);
    }

    @Bean
    Erasures erasures(
            ErasureTable table,
            JdbcClient database,
            MessageErasure messages,
            ExportRecall exports,
            TrailReadings readings,
            AuditTrail trail,
            PlatformTransactionManager transactions) {
        return new Erasures(
                table,
                new ErasableVersions(database),
                messages,
                exports,
                new Exposure(readings),
                trail,
                new TransactionTemplate(transactions),
                Clock.systemUTC());
    }
}
