package org.platelink.platform.health;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.platelink.platform.background.BackgroundWorker;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.actuate.availability.AvailabilityStateHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;

/**
 * Bean post-processor that wraps every health indicator of the server, whoever added it, in a {@link TimedCheck}, so
 * that none can delay the response. A request for one begins the checks of all, since Spring asks them one after the
 * other.
 */
final class TimedChecks implements BeanPostProcessor, DisposableBean {

    private final List<TimedCheck> all = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(BackgroundWorker.threadsNamed("health-"));

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HealthContributor contributor ? timed(contributor) : bean;
    }

    private HealthContributor timed(HealthContributor contributor) {
        if (contributor instanceof AvailabilityStateHealthIndicator) {
            // It only reads a variable.
            return contributor;
        }
        if (contributor instanceof HealthIndicator indicator) {
            TimedCheck check = new TimedCheck(indicator, threads, this::begin);
            all.add(check);
            return check;
        }
        if (contributor instanceof CompositeHealthContributor several) {
            Map<String, HealthContributor> timed = StreamSupport.stream(several.spliterator(), false)
                    .collect(Collectors.toMap(NamedContributor::getName, one -> timed(one.getContributor())));
            return CompositeHealthContributor.fromMap(timed);
        }
        return contributor;
    }

    private void begin() {
        all.forEach(TimedCheck::begin);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
