package org.platelink.trial.schedule;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.HistorySearchDateRangeParam;
import ca.uhn.fhir.rest.param.UriParam;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.ActivityDefinition.ActivityDefinitionKind;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.server.StoredDefinitions;
import org.platelink.trial.subject.PartialDate;

/**
 * Reads the versions of a protocol: those of all PlanDefinitions with its URL, and those that are in their histories.
 * Of several texts of one version the last one that was written counts: it corrects the others.
 */
final class StoredProtocols {

    private static final String MOVE = CanonicalUrls.STRUCTURE_DEFINITION + "amendment-move";
    private static final String RECONSENT = "re-consent";

    private static final int MOST_VERSIONS = 1000;

    private final IFhirResourceDao<PlanDefinition> plans;
    private final StoredDefinitions definitions;

    StoredProtocols(DaoRegistry resources) {
        this.plans = resources.getResourceDao(PlanDefinition.class);
        this.definitions = new StoredDefinitions(resources);
    }

    /**
     * The texts of one version.
     *
     * @param plan the text that counts
     * @param stored when the first of them was written
     */
    private record StoredVersion(PlanDefinition plan, Instant stored) {

        StoredVersion and(StoredVersion other) {
            return new StoredVersion(plan, stored.isBefore(other.stored) ? stored : other.stored);
        }
    }

    /**
     * The versions of the protocol that a PlanDefinition is one of.
     *
     * @throws IllegalArgumentException with the place and the error, if no schedule can be calculated from one
     */
    ProtocolVersions versionsOf(PlanDefinition plan) {
        Map<String, StoredVersion> byNumber = new LinkedHashMap<>();
        List<StoredVersion> newestFirst = new ArrayList<>();
        withTheSameUrl(plan).forEach(one -> newestFirst.addAll(history(one)));
        newestFirst.sort(Comparator.comparing(StoredVersion::stored).reversed());
        newestFirst.stream()
                .filter(one -> one.plan().getStatus() != PublicationStatus.DRAFT)
                .forEach(one -> byNumber.merge(number(one.plan()), one, StoredVersion::and));
        if (byNumber.isEmpty()) {
            byNumber.put(number(plan), newestFirst.get(0));
        }
        List<StoredVersion> ordered = byNumber.values().stream()
                .sorted(Comparator.comparing(one -> number(one.plan()), new VersionNumberOrder()))
                .toList();
        List<ProtocolVersions.Version> versions = new ArrayList<>();
        LocalDate last = LocalDate.MIN;
        for (StoredVersion one : ordered) {
            LocalDate effective = versions.isEmpty() ? LocalDate.MIN : effective(one);
            last = effective.isBefore(last) ? last : effective;
            versions.add(new ProtocolVersions.Version(
                    ProtocolReader.read(one.plan(), this::isIntervention), last, isOnReconsent(one.plan())));
        }
        return new ProtocolVersions(versions.get(0).protocol().url(), versions);
    }

    private List<PlanDefinition> withTheSameUrl(PlanDefinition plan) {
        if (!plan.hasUrl()) {
            return List.of(plan);
        }
        return plans
                .search(
                        SearchParameterMap.newSynchronous("url", new UriParam(plan.getUrl())),
                        new SystemRequestDetails())
                .getAllResources()
                .stream()
                .map(PlanDefinition.class::cast)
                .toList();
    }

    /** All that a PlanDefinition was under the same URL. */
    private List<StoredVersion> history(PlanDefinition plan) {
        return plans
                .history(
                        plan.getIdElement().toUnqualifiedVersionless(),
                        new HistorySearchDateRangeParam(),
                        new SystemRequestDetails())
                // All resources would be as many as HAPI last counted, and it keeps that number for a while.
                .getResources(0, MOST_VERSIONS)
                .stream()
                .map(PlanDefinition.class::cast)
                .filter(one -> !plan.hasUrl() || plan.getUrl().equals(one.getUrl()))
                .map(one ->
                        new StoredVersion(one, one.getMeta().getLastUpdated().toInstant()))
                .toList();
    }

    private static String number(PlanDefinition plan) {
        return plan.hasVersion() ? plan.getVersion() : "";
    }

    /** The stated effective day or, if none is stated, the day on which the server first had the version. */
    private static LocalDate effective(StoredVersion version) {
        DateTimeType stated = version.plan().getEffectivePeriod().getStartElement();
        return stated.hasValue()
                ? PartialDate.of(stated.getValueAsString(), ZoneOffset.UTC).first()
                : LocalDate.ofInstant(version.stored(), ZoneOffset.UTC);
    }

    private static boolean isOnReconsent(PlanDefinition plan) {
        Extension move = plan.getExtensionByUrl(MOVE);
        return move != null && RECONSENT.equals(move.getValue().primitiveValue());
    }

    /**
     * Whether a dose is given at a visit: whether its definition, or one of that definition's activities, is a
     * medication request.
     */
    private boolean isIntervention(String definition) {
        return isOrderOfMedication(definition)
                || definitions.find(PlanDefinition.class, definition).stream()
                        .flatMap(visit -> visit.getAction().stream())
                        .filter(PlanDefinitionActionComponent::hasDefinition)
                        .anyMatch(action ->
                                isOrderOfMedication(action.getDefinition().primitiveValue()));
    }

    private boolean isOrderOfMedication(String definition) {
        Optional<ActivityDefinition> found = definitions.find(ActivityDefinition.class, definition);
        return found.filter(activity -> activity.getKind() == ActivityDefinitionKind.MEDICATIONREQUEST)
                .isPresent();
    }
}
