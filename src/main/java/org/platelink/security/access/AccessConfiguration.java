package org.platelink.security.access;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryResourceMatcher;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.persistence.EntityManager;
import org.platelink.platform.hapi.table.IdentifierIndex;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.ModifierCheck;
import org.platelink.platform.server.NumericParameters;
import org.platelink.platform.server.RequestOwner;
import org.platelink.platform.server.WriteTimeChecks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring configuration of access control: interceptors at the FHIR server and at the storage that enforce the access
 * rules.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    AccessRules accessRules() {
        return AccessRules.read();
    }

    @Bean
    Permissions permissions(AccessRules rules) {
        return new Permissions(rules);
    }

    @Bean
    Chains chains(AccessRules rules, ISearchParamRegistry parameters, FhirContext fhir) {
        return new Chains(rules, parameters, new CanonicalParameters(fhir));
    }

    /** A condition of a write is checked when the resource is stored, so {@code $validate} can only state it. */
    @Bean
    WriteTimeChecks writesAreHeldToConditions(AccessRules rules) {
        return (resource, request) -> Caller.of(request)
                .flatMap(caller -> rules.reach(caller, "create", resource.fhirType(), Right.CREATE))
                .filter(reach -> !reach.conditions().isEmpty())
                .map(reach -> "This client may write what fits "
                        + String.join(" and ", reach.conditions()).replace("%7C", "|")
                        + " and nothing else; whether this does is looked at when it is written.");
    }

    @Bean
    SearchFirewall searchFirewall(Chains chains, NumericParameters numbers, ModifierCheck modifiers) {
        return new SearchFirewall(chains, numbers, modifiers);
    }

    @Bean
    SearchRestrictions extents(
            FhirContext fhir,
            AccessRules rules,
            SearchFirewall firewall,
            Chains chains,
            GrantFilter narrowing,
            MatchUrlService urls) {
        return new SearchRestrictions(fhir, rules, firewall, new ChainTypes(chains), narrowing, urls);
    }

    @Bean
    SiteGuard siteGuard(
            FhirContext fhir,
            AccessRules rules,
            EntityManager entityManager,
            Membership membership,
            FormerSites formerSites,
            Namespaces namespaces,
            PlatformTransactionManager transactions) {
        return new SiteGuard(
                fhir,
                rules,
                new StoredSites(entityManager, membership, formerSites),
                namespaces,
                new TransactionTemplate(transactions));
    }

    @Bean
    Namespaces namespaces(SiteRegister sites) {
        return new Namespaces(sites);
    }

    @Bean
    FormerSites formerSites(JdbcClient database) {
        return new FormerSites(database);
    }

    @Bean
    Owners owners(JdbcClient database) {
        return new Owners(database);
    }

    @Bean
    GrantFilter narrowing(
            FhirContext fhir, MatchUrlService urls, AccessRules rules, Owners owners, JdbcClient database) {
        return new GrantFilter(fhir, urls, rules, owners, new PatientsOfSite(database));
    }

    @Bean
    Membership membership(DaoRegistry resources, GrantFilter narrowing, SiteRegister sites) {
        return new Membership(resources, narrowing, new ClientAssignedIds(sites));
    }

    @Bean
    SiteCheck siteCheck(
            AccessRules rules,
            EntityManager entityManager,
            Membership membership,
            FormerSites formerSites,
            Namespaces namespaces,
            PlatformTransactionManager transactions) {
        return new SiteCheck(
                namespaces,
                new ReferenceCheck(
                        rules,
                        new StoredSites(entityManager, membership, formerSites),
                        membership,
                        new TransactionTemplate(transactions)));
    }

    @Bean
    RequestOwner requestOwner() {
        return request -> Caller.of(request).map(Caller::toString).orElse("the server itself");
    }

    @Bean
    FhirServerCustomizer accessBeforeTheServersWork(
            FhirContext fhir,
            AccessRules rules,
            SearchFirewall firewall,
            Membership membership,
            SiteCheck sites,
            IdentifierIndex identifiers) {
        Conditions conditions = new Conditions();
        SiteScopedConditions matches = new SiteScopedConditions(rules, conditions, new ForeignMatches(identifiers));
        AccessInterceptor decisions = new AccessInterceptor(
                rules,
                firewall,
                conditions,
                new BundleEntries(rules, conditions, membership),
                membership,
                sites,
                matches,
                new ConditionalReferences(fhir, rules, new OwnIdentifiers(identifiers)));
        return server -> {
            server.registerInterceptor(decisions);
            server.registerInterceptor(new AnswerGuard(rules));
            server.registerInterceptor(new RuleBasedCapabilities(rules, firewall::check));
        };
    }

    @Bean
    FhirServerCustomizer accessAtTheStorage(
            FhirContext fhir,
            AccessRules rules,
            Chains chains,
            GrantFilter narrowing,
            Membership membership,
            InMemoryResourceMatcher matcher,
            EntityManager entityManager,
            Namespaces namespaces,
            Owners owners,
            FormerSites formerSites,
            SiteCheck beforeStoring,
            IInterceptorService storage) {
        SiteOfReferences sites =
                new SiteOfReferences(fhir, rules, new StoredSites(entityManager, membership, formerSites));
        return server -> {
            storage.registerInterceptor(new SearchNarrowing(rules, new ChainTypes(chains), narrowing));
            storage.registerInterceptor(beforeStoring);
            storage.registerInterceptor(new WriteGuard(rules, matcher, sites, namespaces, owners));
        };
    }
}
