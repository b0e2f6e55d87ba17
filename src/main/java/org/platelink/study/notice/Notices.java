package org.platelink.study.notice;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import java.io.IOException;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.RedactedFailure;
import org.platelink.study.notice.NoticeTables.Change;
import org.platelink.study.trds.StudyMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Background thread that polls for changes that match active Subscriptions and sends the notifications. */
final class Notices implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final long LAST_TURN_MILLIS = 5_000;

    private final NoticeTables tables;
    private final DaoRegistry store;
    private final FhirContext fhir;
    private final MatchUrlService urls;
    private final NoticeSender messenger;
    private final NoticeProperties properties;
    private volatile boolean running;
    private volatile Thread thread = new Thread();

    Notices(
            NoticeTables tables,
            DaoRegistry store,
            FhirContext fhir,
            MatchUrlService urls,
            NoticeSender messenger,
            NoticeProperties properties) {
        this.tables = tables;
        this.store = store;
        this.fhir = fhir;
        this.urls = urls;
        this.messenger = messenger;
        this.properties = properties;
    }

    /** Does not start the thread if no receivers are configured. */
    @Override
    public synchronized void start() {
        running = true;
        if (!properties.receivers().isEmpty()) {
            thread = new Thread(this::look, "notices");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void look() {
        while (running) {
            try {
                Thread.sleep(properties.look().toMillis());
                for (Subscription subscription : active()) {
                    serve(subscription);
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failure) {
                // The database may be unavailable; pending notifications are derived from it and are not lost.
                LOG.warn("notices pause: {}", RedactedFailure.of(failure));
            }
        }
    }

    private List<Subscription> active() {
        SearchParameterMap active = SearchParameterMap.newSynchronous().add("status", new TokenParam("active"));
        return store
                .getResourceDao(Subscription.class)
                .search(active, new SystemRequestDetails())
                .getAllResources()
                .stream()
                .map(Subscription.class::cast)
                .toList();
    }

    private void serve(Subscription subscription) throws InterruptedException {
        String id = subscription.getIdElement().getIdPart();
        tables.note(
                id,
                subscription.getIdElement().getVersionIdPartAsLong(),
                subscription.getMeta().getLastUpdated().toInstant());
        Criteria criteria = Criteria.of(subscription.getCriteria());
        // Usually there are no changes; then nothing is written either.
        if (tables.changes(id, criteria.type()).isEmpty() || !tables.take(id)) {
            return;
        }
        try {
            for (Change change : tables.changes(id, criteria.type())) {
                Resource resource = matching(criteria, change);
                if (resource != null) {
                    messenger.send(subscription, resource);
                    LOG.info("notice     {} told of a change", id);
                }
                tables.told(id, change);
            }
            tables.done(id);
        } catch (IOException | RuntimeException failure) {
            int failures = tables.failed(id, properties.firstWait());
            LOG.warn(
                    "notice     {} failed, {} in a row: {}",
                    id,
                    failures,
                    failure.getClass().getSimpleName());
            if (failures >= properties.attempts()) {
                giveUp(subscription, failure);
            }
        }
    }

    /** The current version of the resource if it is public and matches; else null. */
    private @Nullable Resource matching(Criteria criteria, Change change) {
        SearchParameterMap search = criteria.parsed(fhir, urls).add("_id", new TokenParam(change.id()));
        search.setLoadSynchronous(true);
        return store.getResourceDao(change.type()).search(search, new SystemRequestDetails()).getAllResources().stream()
                .map(Resource.class::cast)
                .filter(StudyMetadata::isPublic)
                .findFirst()
                .orElse(null);
    }

    private void giveUp(Subscription subscription, Exception failure) {
        subscription.setStatus(SubscriptionStatus.ERROR);
        subscription.setError("It could not be told " + properties.attempts() + " times in a row, the last time: "
                + (failure instanceof IOException ? failure.getMessage() : "by the server's own fault")
                + " Set the status to requested when the endpoint is well; what changed in between can be asked for"
                + " with _lastUpdated.");
        store.getResourceDao(Subscription.class).update(subscription, new SystemRequestDetails());
    }

    @Override
    public synchronized void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(LAST_TURN_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
