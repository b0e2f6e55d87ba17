package org.platelink.laboratory.intake.fhir;

import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.Observation;
import org.platelink.laboratory.intake.fhir.ExcludedEntries.Exclusion;
import org.platelink.laboratory.journal.Channel;
import org.platelink.laboratory.journal.IncomingMessage;
import org.platelink.security.access.Caller;

/** The state of one EHR delivery, which goes with its FHIR request. */
final class FhirDelivery {

    private final UUID id = UUID.randomUUID();
    private final Caller caller;
    private final byte[] content;
    private final DeliveryBundle bundle;
    private Map<Integer, Exclusion> leftOut = Map.of();
    private boolean kept;

    FhirDelivery(Caller caller, byte[] content, DeliveryBundle bundle) {
        this.caller = caller;
        this.content = content;
        this.bundle = bundle;
    }

    UUID id() {
        return id;
    }

    Caller caller() {
        return caller;
    }

    String site() {
        return String.valueOf(caller.site());
    }

    DeliveryBundle bundle() {
        return bundle;
    }

    /** The results that were excluded from it, by their index among the entries as they were sent. */
    Map<Integer, Exclusion> leftOut() {
        return leftOut;
    }

    void leaveOut(Map<Integer, Exclusion> entries) {
        leftOut = Map.copyOf(entries);
    }

    /** Whether it is written to the journal. */
    boolean isKept() {
        return kept;
    }

    void kept() {
        kept = true;
    }

    IncomingMessage incoming() {
        int results = (int) bundle.bundle().getEntry().stream()
                        .filter(entry -> entry.getResource() instanceof Observation)
                        .count()
                + leftOut.size();
        return new IncomingMessage(
                id, site(), caller.client(), Channel.FHIR, content, null, content, null, results, null);
    }
}
