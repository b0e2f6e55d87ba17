package org.platelink.platform.outage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.platelink.platform.pipeline.FilterOrder;
import org.platelink.platform.server.DatabaseAway;
import org.platelink.platform.server.Outcomes;
import org.platelink.platform.server.UnpooledConnections;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/** Spring configuration of the database watch, which runs from when the server is ready until it stops. */
@Configuration(proxyBeanMethods = false)
class OutageConfiguration {

    /** The action that runs when somebody suspects that the database is away; none before there is a watch. */
    record Doubt(AtomicReference<Runnable> action) {}

    @Bean
    static Doubt databaseDoubt() {
        return new Doubt(new AtomicReference<>(() -> {}));
    }

    /** Wraps every connection pool, whoever creates it. */
    @Bean
    static BeanPostProcessor watchedPools(ObjectProvider<DatabaseAway> state, ObjectProvider<Doubt> doubt) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool
                        ? new WatchedDataSource(
                                pool, state.getObject(), doubt.getObject().action())
                        : bean;
            }
        };
    }

    @Bean
    DatabaseWatch databaseWatch(DataSource main, ListableBeanFactory beans, DatabaseAway state, Doubt doubt)
            throws SQLException {
        HikariDataSource pool = main.unwrap(HikariDataSource.class);
        // Includes the pools that are injected by name only, such as the audit trail's.
        List<WatchedDataSource> all = List.copyOf(
                beans.getBeansOfType(WatchedDataSource.class, false, false).values());
        DatabaseWatch watch = new DatabaseWatch(
                () -> UnpooledConnections.open(pool, Duration.ofSeconds(1), "platelink-watch"),
                state,
                () -> all.forEach(WatchedDataSource::cutAll),
                () -> all.forEach(WatchedDataSource::freshStart));
        doubt.action().set(watch::doubt);
        return watch;
    }

    @Bean
    OutageLogFilter outageLogFilter() {
        return OutageLogFilter.install();
    }

    @Bean
    WatchTimes watchTimes(DatabaseWatch watch) {
        return new WatchTimes(watch);
    }

    @Bean
    FilterRegistrationBean<DatabaseOutageFilter> databaseOutageFilter(
            DatabaseAway state, DatabaseWatch watch, Outcomes outcomes) {
        return FilterOrder.DATABASE_OUTAGE.register(new DatabaseOutageFilter(state, watch::doubt, outcomes));
    }

    /** Starts the watch when the server is ready and ends it when the server stops: the database stops then too. */
    record WatchTimes(DatabaseWatch watch) {

        @EventListener(ApplicationReadyEvent.class)
        void ready() {
            watch.start();
        }

        @EventListener(ContextClosedEvent.class)
        void stop() {
            watch.close();
        }
    }
}
