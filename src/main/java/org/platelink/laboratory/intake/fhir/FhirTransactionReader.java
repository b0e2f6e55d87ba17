package org.platelink.laboratory.intake.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.intake.fhir.ExcludedEntries.Exclusion;
import org.platelink.laboratory.intake.fhir.FhirDeliveries.Entries;
import org.platelink.laboratory.intake.queue.Interpretation;
import org.platelink.laboratory.intake.queue.MessageInterpreter;
import org.platelink.laboratory.intake.queue.StoredMaps;
import org.platelink.laboratory.journal.Channel;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.QueuedMessage;
import org.platelink.platform.server.FhirErrors;
import org.platelink.platform.server.Precondition;
import org.platelink.platform.transaction.EntryAddresses;
import org.platelink.security.screening.PersonsWords;
import org.platelink.security.screening.TextCheck;

/** {@link MessageInterpreter} for FHIR transactions of EHRs: resolves the subjects and maps codes and units. */
final class FhirTransactionReader implements MessageInterpreter {

    private static final Set<HTTPVerb> DELIVER = Set.of(HTTPVerb.POST, HTTPVerb.PUT);

    private final FhirContext fhir;
    private final StoredMaps maps;
    private final FhirSubjects subjects;
    private final FhirDeliveries deliveries;
    private final ExcludedEntries leftOut;
    private final TextCheck texts;

    FhirTransactionReader(
            FhirContext fhir,
            StoredMaps maps,
            FhirSubjects subjects,
            FhirDeliveries deliveries,
            ExcludedEntries leftOut,
            TextCheck texts) {
        this.leftOut = leftOut;
        this.texts = texts;
        this.fhir = fhir;
        this.maps = maps;
        this.subjects = subjects;
        this.deliveries = deliveries;
    }

    @Override
    public boolean handles(QueuedMessage message) {
        return message.channel() == Channel.FHIR;
    }

    @Override
    public Interpretation interpret(QueuedMessage message) {
        String text = new String(message.content(), StandardCharsets.UTF_8);
        Resource sent = (Resource)
                EncodingEnum.detectEncodingNoDefault(text).newParser(fhir).parseResource(text);
        DeliveryBundle delivery = DeliveryBundle.ofJournal(sent);
        keepPreconditions(delivery.bundle());
        new EntryAddresses(fhir, delivery.bundle()).settle();
        int without = leftOut(delivery, message.site()).size();
        List<Finding> findings = map(delivery, message.site());
        if (!findings.isEmpty()) {
            return new Interpretation(null, List.of(), findings, false, List.of(), 0, without);
        }
        Entries entries = entries(delivery, message.site());
        return new Interpretation(
                sent(delivery.bundle()),
                entries.resources(),
                List.of(),
                false,
                List.of(),
                0,
                without,
                entries.onlyIfNew(),
                entries.onCondition());
    }

    /**
     * Attaches the preconditions (If-Match, If-None-Match) of the entries to their resources, so that they still hold
     * however long the message has waited.
     */
    private static void keepPreconditions(Bundle transaction) {
        for (BundleEntryComponent entry : transaction.getEntry()) {
            BundleEntryRequestComponent request = entry.getRequest();
            Precondition.of(request.getIfMatch(), request.getIfNoneMatch(), "Bundle.entry.request")
                    .ifPresent(precondition -> precondition.goWith(entry.getResource()));
        }
    }

    /**
     * Removes results that do not belong to the study from a delivery. If the only resource of a delivery is such
     * a result, the request is refused instead.
     *
     * @return what was removed, by its index among the entries as they were sent
     */
    Map<Integer, Exclusion> leftOut(DeliveryBundle delivery, String site) {
        FhirCodeMapping words = new FhirCodeMapping(maps.of(site));
        if (!delivery.single()) {
            return leftOut.takenOutOf(delivery.bundle(), words);
        }
        if (delivery.bundle().getEntryFirstRep().getResource() instanceof Observation result) {
            Exclusion why = leftOut.why(result, words);
            if (why != null) {
                throw FhirErrors.invalid(
                        "Observation.code", why.sentence().replace("the result was left out", "leave it out"));
            }
        }
        return Map.of();
    }

    /** When a transaction was made; null if it does not say. */
    static @Nullable Instant sent(Bundle transaction) {
        return transaction.hasTimestamp() ? transaction.getTimestamp().toInstant() : null;
    }

    /**
     * Resolves subjects and maps codes and units in the resources of the entries.
     *
     * @return one finding for each subject, code or unit that is not known
     */
    List<Finding> map(DeliveryBundle delivery, String site) {
        FhirCodeMapping words = new FhirCodeMapping(maps.of(site));
        List<Finding> findings = new ArrayList<>();
        List<BundleEntryComponent> entries = delivery.bundle().getEntry();
        for (int i = 0; i < entries.size(); i++) {
            BundleEntryComponent entry = entries.get(i);
            Resource resource = entry.getResource();
            if (resource == null || !DELIVER.contains(entry.getRequest().getMethod())) {
                throw FhirErrors.invalid(
                        "Bundle.entry[" + i + "]",
                        "Each entry delivers a whole Observation, DiagnosticReport or Specimen by POST or PUT.");
            }
            String place = delivery.place(i);
            Optional<String> named = FhirSubjects.shortNameOf(resource);
            subjects.resolve(resource, site, place).ifPresent(findings::add);
            named.ifPresent(number ->
                    texts.require(resource, place, site, new PersonsWords(List.of(number), List.of(), List.of())));
            if (resource instanceof Observation result) {
                findings.addAll(words.map(result, place));
            }
        }
        return findings;
    }

    Entries entries(DeliveryBundle delivery, String site) {
        Entries entries = deliveries.of(delivery, site);
        DeliveredSpecimens.tellTheirResults(entries.resources());
        return entries;
    }
}
