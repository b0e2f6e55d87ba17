package org.platelink.laboratory.intake.store;

import ca.uhn.fhir.jpa.api.dao.IDao;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.IResourcePersistentId;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.platform.validation.GuideCheck;
import org.platelink.security.screening.TextCheck;

/**
 * Writes the changed resources of a delivery to the FHIR store, with {@code meta.source} and a Provenance that name
 * the message. Resources that were validated and screened when the message was interpreted are not checked again.
 */
final class DeliveryWriter {

    private final IFhirSystemDao<Bundle, Meta> store;
    private final NewResources newResources;
    private final IFhirResourceDao<Provenance> provenances;
    private final GuideCheck guide;
    private final TextCheck texts;

    DeliveryWriter(
            IFhirSystemDao<Bundle, Meta> store,
            NewResources newResources,
            IFhirResourceDao<Provenance> provenances,
            GuideCheck guide,
            TextCheck texts) {
        this.store = store;
        this.newResources = newResources;
        this.provenances = provenances;
        this.guide = guide;
        this.texts = texts;
    }

    /**
     * Writes resources and their Provenance in the current transaction.
     *
     * @param changed what is written of the delivery, with its final ids
     * @return the response of each, by its id
     */
    Map<String, BundleEntryResponseComponent> write(Delivery delivery, List<Resource> changed, RequestDetails request) {
        if (changed.isEmpty()) {
            return Map.of();
        }
        if (delivery.checked()) {
            List<Resource> checked = delivery.resources().stream()
                    .map(DeliveredResource::resource)
                    .toList();
            guide.passed(checked, request);
            texts.passed(checked, request);
        }
        changed.forEach(resource -> resource.getMeta().setSource(MessageSource.uri(delivery.message())));
        return newResources
                .store(changed, request, details -> trace(delivery, changed, details))
                .orElseGet(() -> writeAsTransaction(delivery, changed, request));
    }

    /** Resources that are stored already, or refer to each other in a circle, are written by a HAPI transaction. */
    private Map<String, BundleEntryResponseComponent> writeAsTransaction(
            Delivery delivery, List<Resource> changed, RequestDetails request) {
        Bundle transaction = new Bundle().setType(BundleType.TRANSACTION);
        for (Resource resource : changed) {
            String address = resource.fhirType() + "/" + resource.getIdPart();
            transaction
                    .addEntry()
                    .setFullUrl(address)
                    .setResource(resource)
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl(address);
        }
        Bundle answer = store.transactionNested(request, transaction);
        trace(delivery, changed, known(changed));
        Map<String, BundleEntryResponseComponent> written = new HashMap<>();
        for (int i = 0; i < changed.size(); i++) {
            written.put(changed.get(i).getIdPart(), answer.getEntry().get(i).getResponse());
        }
        return written;
    }

    private void trace(Delivery delivery, List<Resource> changed, TransactionDetails details) {
        provenances.create(
                MessageSource.provenance(delivery, changed), null, true, new SystemRequestDetails(), details);
    }

    /** The persistent ids of what was just stored; HAPI would resolve them one by one, with a query each. */
    private static TransactionDetails known(List<Resource> changed) {
        TransactionDetails details = new TransactionDetails();
        for (Resource resource : changed) {
            IResourcePersistentId<?> stored = IDao.RESOURCE_PID.get(resource);
            if (stored != null) {
                details.addResolvedResourceId(resource.getIdElement().toUnqualifiedVersionless(), stored);
            }
        }
        return details;
    }
}
