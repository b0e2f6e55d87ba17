package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.platelink.platform.pipeline.RequestAttribute;

/**
 * Collects the entries of a batch that are rejected before the others are executed. They are removed from the batch,
 * and their errors are answered in their positions. A transaction is rejected as a whole.
 */
public final class EntryRefusals {

    private static final RequestAttribute<EntryRefusals> ATTRIBUTE =
            RequestAttribute.of(RequestAttribute.Name.ENTRY_REFUSALS, EntryRefusals.class);

    private final Map<Integer, BaseServerResponseException> refusals = new TreeMap<>();
    private final List<Integer> left;

    private EntryRefusals(int entries) {
        left = new ArrayList<>(IntStream.range(0, entries).boxed().toList());
    }

    /** A check of one entry. */
    @FunctionalInterface
    public interface Check {

        /**
         * Accepts an entry, or throws to reject it.
         *
         * @param index the position of the entry as it was sent
         */
        void look(BundleEntryComponent entry, int index);
    }

    /**
     * Records entries that cannot even be parsed.
     *
     * @param entries how many the batch has, with these
     * @param unreadable their errors, by position
     */
    public static void note(RequestDetails request, int entries, Map<Integer, BaseServerResponseException> unreadable) {
        EntryRefusals all = new EntryRefusals(entries);
        all.refusals.putAll(unreadable);
        all.left.removeAll(unreadable.keySet());
        ATTRIBUTE.set(request, all);
    }

    /** Runs a check on each entry of a Bundle; the rejected entries of a batch are removed from it. */
    public static void each(RequestDetails request, Bundle bundle, Check check) {
        EntryRefusals all =
                ATTRIBUTE.of(request, () -> new EntryRefusals(bundle.getEntry().size()));
        List<Integer> indexes = List.copyOf(all.left);
        List<BundleEntryComponent> entries = List.copyOf(bundle.getEntry());
        for (int i = 0; i < entries.size(); i++) {
            try {
                check.look(entries.get(i), indexes.get(i));
            } catch (BaseServerResponseException refusal) {
                if (bundle.getType() != BundleType.BATCH) {
                    throw refusal;
                }
                all.refusals.put(indexes.get(i), refusal);
                all.left.remove(indexes.get(i));
                bundle.getEntry().remove(entries.get(i));
            }
        }
    }

    /** Inserts the errors of the rejected entries among the other responses, in their positions. */
    public static void addTo(Bundle answer, RequestDetails request) {
        ATTRIBUTE
                .of(request)
                .ifPresent(all -> all.refusals.forEach(
                        (index, refusal) -> answer.getEntry().add(index, answer(refusal))));
    }

    private static BundleEntryComponent answer(BaseServerResponseException refusal) {
        BundleEntryComponent entry = new BundleEntryComponent();
        int status = refusal.getStatusCode();
        entry.getResponse().setStatus(status + " " + Constants.HTTP_STATUS_NAMES.get(status));
        if (refusal.getOperationOutcome() instanceof OperationOutcome outcome) {
            entry.getResponse().setOutcome(outcome);
        } else {
            entry.getResponse()
                    .setOutcome(Outcomes.of(
                            IssueSeverity.ERROR, IssueType.PROCESSING, Objects.toString(refusal.getMessage(), "")));
        }
        return entry;
    }
}
