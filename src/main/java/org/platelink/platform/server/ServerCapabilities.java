package org.platelink.platform.server;

import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;

/**
 * HAPI's CapabilityStatement provider, extended with other OperationDefinitions. HAPI serves the definitions of its
 * operations from here too, and asks nobody else for one: those of a guide are looked up first.
 */
class ServerCapabilities extends JpaCapabilityStatementProvider {

    private final List<OperationDescriptions> others;

    ServerCapabilities(
            RestfulServer server,
            IFhirSystemDao<?, ?> system,
            JpaStorageSettings settings,
            ISearchParamRegistry parameters,
            IValidationSupport definitions,
            List<OperationDescriptions> others) {
        super(server, system, settings, parameters, definitions);
        this.others = others;
        setImplementationDescription("Platelink, a FHIR R4 server for one clinical trial");
        // The statement is public; the number of participants must not be.
        setIncludeResourceCounts(false);
    }

    @Override
    public IBaseResource readOperationDefinition(IIdType id, RequestDetails request) {
        return others.stream()
                .map(other -> other.read(id.getIdPart()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(IBaseResource.class::cast)
                .orElseGet(() -> super.readOperationDefinition(id, request));
    }
}
