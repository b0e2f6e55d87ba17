package org.platelink.platform.health;

import java.nio.file.Path;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring configuration of the health indicators, and of which of them make the whole server unhealthy. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HealthProperties.class)
class HealthConfiguration {

    /**
     * Indicators of parts of the server that may be unhealthy by themselves; health groups of their own report them.
     */
    private static final Set<String> OF_PARTS = Set.of("intake");

    @Bean
    static TimedChecks timedChecks() {
        return new TimedChecks();
    }

    @Bean
    DatabaseHealth databaseHealthIndicator(DataSource database) {
        return new DatabaseHealth(database);
    }

    @Bean
    DataFolderHealth dataFolderHealthIndicator(
            @Value("${platelink.home:data}") String home, HealthProperties properties) {
        return new DataFolderHealth(
                Path.of(home).toAbsolutePath().normalize(),
                properties.leastDisk().toBytes());
    }

    @Bean
    static HealthEndpointGroupsPostProcessor overallHealth() {
        return groups -> new OverallHealth(groups, OF_PARTS);
    }
}
