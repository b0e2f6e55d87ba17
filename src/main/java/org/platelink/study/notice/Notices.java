package org.platelink.study.notice;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.study.notice.NoticeTables.Change;
import org.platelink.study.trds.StudyMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Background thread that polls for changes that match active Subscriptions and sends the notifications. */
final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final Duration LAST_TURN = Duration.ofSeconds(5);

    private final NoticeTables tables;
    private final DaoRegistry store;
    private final FhirContext fhir;
    private final MatchUrlService urls;
    private final NoticeSender messenger;
    private final NoticeProperties properties;
    private final BackgroundWorker worker;

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
        this.worker = BackgroundWorker.of("notices", this::look)
                .threads(properties.receivers().isEmpty() ? 0 : 1)
                .retryingAfter(properties.look())
                .patience(LAST_TURN)
                .interruptedAtStop();
    }

    /** The thread; there is none if no receivers are configured. */
    BackgroundWorker worker() {
        return worker;
    }

    private Duration look() throws InterruptedException {
        for (Subscription subscription : active()) {
            serve(subscription);
        }
        return properties.look();
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
                Resource resource = matching(subscription, criteria, change);
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

    /** The current version of the resource if it matches and is public, or of the subscriber's site; else null. */
    private @Nullable Resource matching(Subscription subscription, Criteria criteria, Change change) {
        SearchParameterMap search =
                held(criteria.parsed(fhir, urls), criteria, subscription).add("_id", new TokenParam(change.id()));
        search.setLoadSynchronous(true);
        return store.getResourceDao(change.type()).search(search, new SystemRequestDetails()).getAllResources().stream()
                .map(Resource.class::cast)
                .filter(resource -> criteria.isOfAlerts() || StudyMetadata.isPublic(resource))
                .findFirst()
                .orElse(null);
    }

    /** A search of alerts, held to those of the subscriber's site. */
    static SearchParameterMap held(SearchParameterMap search, Criteria criteria, Subscription subscription) {
        if (criteria.isOfAlerts()) {
            // A subscriber without a site is told of nothing: no Organization has the id ".".
            String site = SubscriberSite.of(subscription).orElse("Organization/.");
            search.add("subject", new ReferenceParam("Patient", "organization", site));
        }
        return search;
    }

    private void giveUp(Subscription subscription, Exception failure) {
        subscription.setStatus(SubscriptionStatus.ERROR);
        subscription.setError("It could not be told " + properties.attempts() + " times in a row, the last time: "
                + (failure instanceof IOException ? failure.getMessage() : "by the server's own fault")
                + " Set the status to requested when the endpoint is well; what changed in between can be asked for"
                + " with _lastUpdated.");
        store.getResourceDao(Subscription.class).update(subscription, new SystemRequestDetails());
    }
}
