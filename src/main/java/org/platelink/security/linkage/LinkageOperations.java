package org.platelink.security.linkage;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;
import org.platelink.security.access.FormerSites;
import org.platelink.security.access.Role;

/**
 * FHIR operations on Patient by which a site's coordinators use the linkage table: {@code $link},
 * {@code $find-linked} and {@code $linked-identifiers}. All are POST only, with the identifier in the body, because
 * URLs end up in logs.
 */
class LinkageOperations implements IResourceProvider {

    private final Linkage linkage;
    private final IFhirResourceDao<Patient> patients;
    private final FormerSites formerSites;

    LinkageOperations(Linkage linkage, IFhirResourceDao<Patient> patients, FormerSites formerSites) {
        this.linkage = linkage;
        this.patients = patients;
        this.formerSites = formerSites;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return Patient.class;
    }

    @Operation(name = "$link")
    public Parameters link(
            RequestDetails request,
            @IdParam IdType id,
            @OperationParam(name = "identifier", min = 1, max = 1) @Nullable Identifier identifier) {
        Caller coordinator = coordinator(request);
        String site = siteOf(coordinator);
        String participant = participantOf(site, id);
        return switch (linkage.link(site, asked(request, identifier), participant, Optional.of(coordinator))) {
            case ADDED, KNOWN -> answer(participant);
            case TAKEN ->
                throw new ResourceVersionConflictException(
                        "Your site has linked this identifier to another participant; look that one up with $find-linked.");
        };
    }

    @Operation(name = "$find-linked")
    public Parameters findLinked(
            RequestDetails request,
            @OperationParam(name = "identifier", min = 1, max = 1) @Nullable Identifier identifier) {
        Caller coordinator = coordinator(request);
        return linkage.find(siteOf(coordinator), asked(request, identifier), Optional.of(coordinator))
                .map(LinkageOperations::answer)
                .orElseThrow(() -> new ResourceNotFoundException(
                        "Your site has linked this identifier to no participant; add it with $link."));
    }

    @Operation(name = "$linked-identifiers")
    public Parameters linkedIdentifiers(RequestDetails request, @IdParam IdType id) {
        Caller coordinator = coordinator(request);
        String site = siteOf(coordinator);
        Parameters answer = new Parameters();
        String participant = formerSites.had(site, id.getIdPart()) ? id.getIdPart() : participantOf(site, id);
        linkage.identifiersOf(site, participant, Optional.of(coordinator)).forEach(identifier -> answer.addParameter()
                .setName("identifier")
                .setValue(new Identifier().setSystem(identifier.system()).setValue(identifier.value())));
        return answer;
    }

    private static Caller coordinator(RequestDetails request) {
        return Caller.of(request)
                .filter(caller -> caller.role() == Role.COORDINATOR)
                .orElseThrow(() -> new ForbiddenOperationException(
                        "Only a coordinator reaches the identifiers of participants, and only those of the own site."));
    }

    private static String siteOf(Caller coordinator) {
        if (coordinator.site() == null) {
            throw new ForbiddenOperationException("This client belongs to no site; the admin registers it with one.");
        }
        return coordinator.site();
    }

    /** A participant of another site is answered as not found, so that its existence is not revealed. */
    private String participantOf(String site, IdType id) {
        IdType participant = new IdType("Patient", id.getIdPart());
        try {
            Patient patient = patients.read(participant, new SystemRequestDetails());
            if (patient.getManagingOrganization().getReference().equals("Organization/" + site)) {
                return participant.getIdPart();
            }
        } catch (ResourceNotFoundException unknown) {
            // Handled below, with the same message.
        }
        throw new ResourceNotFoundException(participant);
    }

    private static PersonIdentifier asked(RequestDetails request, @Nullable Identifier identifier) {
        if (request.getParameters().containsKey("identifier")) {
            throw new InvalidRequestException(
                    "An identifier of a person never stands in a URL, where logs keep it; send it in the body.");
        }
        try {
            return PersonIdentifier.of(
                    identifier == null ? null : identifier.getSystem(),
                    identifier == null ? null : identifier.getValue());
        } catch (IllegalArgumentException incomplete) {
            throw new InvalidRequestException(incomplete.getMessage()
                    + " Send Parameters with one parameter named identifier and its valueIdentifier.");
        }
    }

    private static Parameters answer(String participant) {
        Parameters answer = new Parameters();
        answer.addParameter().setName("participant").setValue(new Reference("Patient/" + participant));
        return answer;
    }
}
