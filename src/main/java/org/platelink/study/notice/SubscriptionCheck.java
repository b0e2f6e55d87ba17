package org.platelink.study.notice;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.ModifierCheck;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Permissions;
import org.platelink.security.access.Right;
import org.platelink.study.trds.StudyMetadata;

/**
 * Validates a Subscription before it is stored: it must search study metadata
 * or, for a client of a site, alerts, with valid criteria, and its endpoint
 * must be of an allowed receiver; otherwise it is rejected with HTTP 422. A requested Subscription is set to active.
 * Only active ones are checked.
 */
final class SubscriptionCheck {

    private final NoticeProperties properties;
    private final FhirContext fhir;
    private final MatchUrlService urls;
    private final ModifierCheck modifiers;
    private final Supplier<Permissions> permissions;

    SubscriptionCheck(
            NoticeProperties properties,
            FhirContext fhir,
            MatchUrlService urls,
            ModifierCheck modifiers,
            Supplier<Permissions> permissions) {
        this.permissions = permissions;
        this.modifiers = modifiers;
        this.properties = properties;
        this.fhir = fhir;
        this.urls = urls;
    }

    void check(@Nullable Subscription before, Subscription subscription, @Nullable RequestDetails request) {
        site(before, subscription, request);
        if (subscription.getStatus() == SubscriptionStatus.REQUESTED) {
            subscription.setStatus(SubscriptionStatus.ACTIVE);
        }
        if (subscription.getStatus() != SubscriptionStatus.ACTIVE) {
            return;
        }
        criteria(Criteria.of(String.valueOf(subscription.getCriteria())));
        endpoint(subscription.getChannel().getEndpoint());
    }

    /**
     * Writes whose alerts it is of: those of the site of the client that sends it. A client without a site, such as an
     * administration that sets a status, leaves that as it was.
     */
    private void site(@Nullable Subscription before, Subscription subscription, @Nullable RequestDetails request) {
        if (!Criteria.of(String.valueOf(subscription.getCriteria())).isOfAlerts()) {
            SubscriberSite.write(subscription, null);
            return;
        }
        Optional<Caller> caller = Caller.of(request).filter(one -> one.site() != null);
        if (caller.isPresent()) {
            String site = permissions.get().requireOfSite(caller.get(), "search", "Flag", Right.SEARCH);
            SubscriberSite.write(subscription, "Organization/" + site);
        } else {
            SubscriberSite.write(
                    subscription,
                    before == null ? null : SubscriberSite.of(before).orElse(null));
        }
        if (SubscriberSite.of(subscription).isEmpty()) {
            throw FhirErrors.broken(
                    "Subscription.criteria",
                    "A Subscription of alerts is of a site's client, which is told of its own.");
        }
        if (subscription.getChannel().hasPayload()) {
            throw FhirErrors.broken(
                    "Subscription.channel.payload",
                    "A notice of an alert carries nothing: leave the payload out, and ask the server for what is new.");
        }
    }

    private void criteria(Criteria criteria) {
        if (!criteria.isPublic() && !criteria.isOfAlerts()) {
            throw FhirErrors.broken(
                    "Subscription.criteria",
                    "A Subscription is of study metadata here: a search of "
                            + String.join(
                                    ", ", StudyMetadata.TYPES.stream().sorted().toList())
                            + ", such as ResearchStudy?identifier=NCT06813157; or, of a site's client, of alerts:"
                            + " Flag?status=active.");
        }
        if (!criteria.staysInside()) {
            throw FhirErrors.broken(
                    "Subscription.criteria",
                    "The criteria may only ask about the resource itself: no chain, _has, _include or _filter.");
        }
        try {
            if (criteria.search() != null) {
                modifiers.check(criteria.type(), criteria.search());
            }
            criteria.parsed(fhir, urls);
        } catch (BaseServerResponseException refusal) {
            throw FhirErrors.broken("Subscription.criteria", "The criteria cannot be asked: " + refusal.getMessage());
        }
    }

    private void endpoint(String address) {
        URI endpoint;
        try {
            endpoint = URI.create(String.valueOf(address));
        } catch (IllegalArgumentException notOne) {
            throw FhirErrors.broken("Subscription.channel.endpoint", "The endpoint is no address.");
        }
        if (!properties.allows(endpoint)) {
            throw FhirErrors.broken(
                    "Subscription.channel.endpoint",
                    properties.receivers().isEmpty()
                            ? "This server tells nobody: its operator has to name the receivers that may be told"
                                    + " (PLATELINK_NOTICE_RECEIVERS)."
                            : "The endpoint is not of a receiver that this server's operator allows; ask for it to be"
                                    + " added (PLATELINK_NOTICE_RECEIVERS).");
        }
    }
}
