package org.platelink.platform.hapi.storage;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.model.DaoMethodOutcome;
import ca.uhn.fhir.jpa.dao.EntriesToProcessMap;
import ca.uhn.fhir.jpa.dao.IdSubstitutionMap;
import ca.uhn.fhir.jpa.dao.TransactionProcessor;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import ca.uhn.fhir.util.StopWatch;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.server.Links;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * HAPI's transaction processor, which also replaces UUIDs by the new ids in the links of narratives. HAPI does so
 * only in references and URIs, when all entries have their ids and before any of them is written; this class does it
 * at the same moment.
 */
public class LinkedTransactions extends TransactionProcessor {

    private static final String KEY = "platelink.links";
    private static final String URN = "urn:uuid:";
    /** As {@link Links#placeholder} writes it. */
    private static final Pattern WAITING =
            Pattern.compile("[A-Z][A-Za-z]+/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    private final FhirContext fhir;

    @Autowired
    LinkedTransactions(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** HAPI's state when all entries have their ids. */
    private record ResolvedIds(IdSubstitutionMap ids, Map<IIdType, DaoMethodOutcome> outcomes) {}

    @Override
    protected EntriesToProcessMap doTransactionWriteOperations(
            RequestDetails request,
            RequestPartitionId partition,
            String action,
            TransactionDetails details,
            Set<IIdType> all,
            IdSubstitutionMap ids,
            Map<IIdType, DaoMethodOutcome> outcomes,
            IBaseBundle answer,
            IdentityHashMap<IBase, Integer> order,
            List<IBase> entries,
            StopWatch watch) {
        details.putUserData(KEY, new ResolvedIds(ids, outcomes));
        return super.doTransactionWriteOperations(
                request, partition, action, details, all, ids, outcomes, answer, order, entries, watch);
    }

    @Override
    protected void postTransactionProcess(TransactionDetails details) {
        super.postTransactionProcess(details);
        if (details.getUserData(KEY) instanceof ResolvedIds known
                && !known.ids().isEmpty()) {
            known.outcomes().values().stream()
                    .filter(outcome -> !outcome.isNop() && outcome.getResource() instanceof Resource)
                    .forEach(outcome -> Links.replaceInNarrative((Resource) outcome.getResource(), address -> {
                        Matcher waiting = WAITING.matcher(address);
                        IIdType id = waiting.matches() ? known.ids().getForSource(URN + waiting.group(1)) : null;
                        return id == null ? null : id.toUnqualifiedVersionless().getValue();
                    }));
        }
    }
}
