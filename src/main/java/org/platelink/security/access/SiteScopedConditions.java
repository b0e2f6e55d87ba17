package org.platelink.security.access;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.IdentifierQuery;

/**
 * Rewrites conditions of a site's conditional writes that also match resources outside the site, so that they match
 * the site's own only. Deliveries of an EHR are matched by site from the start.
 */
final class SiteScopedConditions {

    private final AccessRules rules;
    private final Conditions conditions;
    private final ForeignMatches elsewhere;

    SiteScopedConditions(AccessRules rules, Conditions conditions, ForeignMatches elsewhere) {
        this.rules = rules;
        this.conditions = conditions;
        this.elsewhere = elsewhere;
    }

    /**
     * A conditional write.
     *
     * @param write replaces its condition
     */
    private record Conditional(Condition condition, Consumer<String> write) {}

    /**
     * Restricts the condition of a request that is not a transaction. HAPI reads the condition before it determines
     * the operation.
     */
    void holdOne(Caller caller, ServletRequestDetails request) {
        String type = request.getResourceName();
        if (type == null || request.getId() != null && request.getId().hasIdPart()) {
            return;
        }
        String condition = request.getRequestType() == RequestTypeEnum.POST
                ? request.getHeader("If-None-Exist")
                : conditions.of(request);
        List<Conditional> conditionals = new ArrayList<>();
        note(type, condition, request::setFixedConditionalUrl, conditionals);
        hold(caller, conditionals);
    }

    /** Restricts the conditions of all entries. */
    void holdAll(Caller caller, Bundle bundle) {
        List<Conditional> conditionals = new ArrayList<>();
        bundle.getEntry().forEach(entry -> note(entry, conditionals));
        hold(caller, conditionals);
    }

    private void hold(Caller caller, List<Conditional> conditionals) {
        String site = caller.site();
        if (site == null || caller.role() == Role.EHR) {
            return;
        }
        // Conditions on any other identifier system are refused.
        List<Conditional> own = conditionals.stream()
                .filter(one ->
                        caller.identifierSystems().contains(one.condition().system()))
                .toList();
        if (!own.isEmpty()) {
            Set<Condition> ofOthers = elsewhere.among(
                    site, own.stream().map(Conditional::condition).toList());
            own.stream().filter(one -> ofOthers.contains(one.condition())).forEach(one -> one.write()
                    .accept(own(one.condition(), site)));
        }
    }

    private void note(BundleEntryComponent entry, List<Conditional> conditionals) {
        BundleEntryRequestComponent request = entry.getRequest();
        if (request.getMethod() == null) {
            return;
        }
        switch (request.getMethod()) {
            case POST -> {
                if (entry.getResource() != null) {
                    note(
                            entry.getResource().fhirType(),
                            request.getIfNoneExist(),
                            request::setIfNoneExist,
                            conditionals);
                }
            }
            case PUT, PATCH -> {
                String url = String.valueOf(request.getUrl());
                if (url.contains("?")) {
                    note(url.substring(0, url.indexOf('?')).replace("/", ""), url, request::setUrl, conditionals);
                }
            }
            default -> {
                // Other methods have no condition.
            }
        }
    }

    private void note(String type, @Nullable String condition, Consumer<String> write, List<Conditional> conditionals) {
        if (condition != null && !condition.isEmpty()) {
            conditions.parse(type, condition).ifPresent(parsed -> conditionals.add(new Conditional(parsed, write)));
        }
    }

    /** The condition with a restriction to the site. */
    private String own(Condition condition, String site) {
        String type = condition.type();
        String narrowing = rules.patientOf(type)
                .map(patient ->
                        (patient.equals("-") ? "" : patient + ":Patient.") + "organization=Organization/" + site)
                // ConceptMap: of the types that belong to no Patient, the only one that a client of a site writes.
                .orElse("context=" + CanonicalUrls.SITE + "%7C" + site);
        return new IdentifierQuery(condition.system(), condition.value()).written(type) + "&" + narrowing;
    }
}
