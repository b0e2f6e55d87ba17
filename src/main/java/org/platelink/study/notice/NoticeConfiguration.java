package org.platelink.study.notice;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import org.hl7.fhir.r4.model.Subscription;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.server.ModifierCheck;
import org.platelink.platform.server.StorageCheckInterceptor;
import org.platelink.security.access.Permissions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Spring configuration of Subscription notifications and of the check of Subscriptions before they are stored. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NoticeProperties.class)
class NoticeConfiguration {

    @Bean
    StorageCheckInterceptor<Subscription> subscriptionCheck(
            NoticeProperties properties,
            FhirContext fhir,
            MatchUrlService urls,
            ModifierCheck modifiers,
            ObjectProvider<Permissions> permissions,
            IInterceptorService storage) {
        StorageCheckInterceptor<Subscription> check = StorageCheckInterceptor.withRequest(
                Subscription.class,
                new SubscriptionCheck(properties, fhir, urls, modifiers, permissions::getObject)::check);
        storage.registerInterceptor(check);
        return check;
    }

    @Bean
    Notices notices(
            JdbcClient database,
            DaoRegistry store,
            FhirContext fhir,
            MatchUrlService urls,
            NoticeProperties properties) {
        return new Notices(new NoticeTables(database), store, fhir, urls, new NoticeSender(fhir), properties);
    }

    @Bean
    BackgroundWorker noticesWorker(Notices notices) {
        return notices.worker();
    }
}
