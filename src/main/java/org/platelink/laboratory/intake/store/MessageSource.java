package org.platelink.laboratory.intake.store;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.canonical.CanonicalUrls;

/**
 * Provenance of stored resources: {@code meta.source} and the Provenance resource that name the message they came
 * with.
 */
public final class MessageSource {

    /** The namespace of the journal's ids. */
    private static final String SYSTEM = CanonicalUrls.PROJECT + "intake/messages";

    private MessageSource() {}

    /** The value of {@code meta.source}, by which each version of a resource can be traced to its message. */
    static String uri(UUID message) {
        return "urn:uuid:" + message;
    }

    /**
     * The Provenance of a delivery: the site as the agent, the message as the source, the changed resources as
     * targets.
     */
    static Provenance provenance(Delivery delivery, List<Resource> changed) {
        Provenance provenance = new Provenance();
        changed.forEach(
                resource -> provenance.addTarget(new Reference(resource.fhirType() + "/" + resource.getIdPart())));
        provenance.setRecorded(Date.from(delivery.received()));
        provenance.addAgent().setWho(new Reference("Organization/" + delivery.site()));
        provenance
                .addEntity()
                .setRole(ProvenanceEntityRole.SOURCE)
                .setWhat(new Reference().setIdentifier(identifier(delivery.message())));
        return provenance;
    }

    /** The identifier of a message, by which its sender and its Provenance name it. */
    public static Identifier identifier(UUID message) {
        return new Identifier().setSystem(SYSTEM).setValue(message.toString());
    }
}
