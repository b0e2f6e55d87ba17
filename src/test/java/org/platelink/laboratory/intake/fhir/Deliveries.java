package org.platelink.laboratory.intake.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.platelink.laboratory.hl7v2.Hl7Time;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.hl7v2.OruMessage;
import org.platelink.laboratory.hl7v2.OruReader;
import org.platelink.laboratory.hl7v2.PatientResult;
import org.platelink.laboratory.intake.store.Delivery;
import org.platelink.laboratory.lab.Analytes;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.OruTranslation;
import org.platelink.laboratory.lab.SiteMaps;
import org.platelink.laboratory.lab.SiteOptions;

/** What messages of both doors deliver at a site without maps; a patient's number is the id of the participant. */
public final class Deliveries {

    private static final SiteMaps MAPS = SiteMaps.of("site-1", List.of());
    private static final Analytes ANALYTES = Analytes.of(List.of(), List.of());

    private final FhirDeliveries fhir = new FhirDeliveries(FhirContext.forR4Cached());
    private long arrival;

    public Delivery of(String oru) {
        MessageText text = new MessageText(oru, UTF_8);
        OruMessage message = new OruReader().read(text);
        String sender =
                message.header().sendingApplication() + "|" + message.header().sendingFacility();
        OruTranslation translation = new OruTranslation(MAPS, ZoneOffset.UTC, ANALYTES, sender, SiteOptions.NONE);
        List<DeliveredResource> resources = new ArrayList<>();
        for (PatientResult patient : message.patients()) {
            String id = patient.numbers().get(0).id();
            resources.addAll(translation.translate(patient, "Patient/" + id).delivered());
        }
        return delivery(
                Hl7Time.asInstant(message.header().time(), ZoneOffset.UTC).orElseThrow(), resources, Set.of());
    }

    public Delivery of(Bundle transaction) {
        FhirDeliveries.Entries entries = fhir.of(DeliveryBundle.ofTransaction(transaction), "site-1");
        return delivery(transaction.getTimestamp().toInstant(), entries.resources(), entries.onlyIfNew());
    }

    private Delivery delivery(Instant sent, List<DeliveredResource> resources, Set<String> onlyIfNew) {
        return new Delivery(
                UUID.randomUUID(), ++arrival, "site-1", sent, Instant.EPOCH, resources, onlyIfNew, onlyIfNew, false);
    }
}
