package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * The entries of a batch that are refused before the others are done. They are taken out of the batch, and answered in their
 * places. A transaction is refused whole.
 */
public final class EntryRefusals {

    private static final String KEY = "platelink.entry-refusals";

    private final Map<Integer, BaseServerResponseException> refusals = new TreeMap<>();
    private final List<Integer> left;

    private EntryRefusals(int entries) {
        left = new ArrayList<>(IntStream.range(0, entries).boxed().toList());
    }

    /** Looks at one entry. */
    @FunctionalInterface
    public interface Check {

        /**
         * Takes an entry, or refuses it.
         *
         * @param index of the entry as it was sent
         */
        void look(BundleEntryComponent entry, int index);
    }

    /**
     * Notes entries that cannot even be read.
     *
     * @param entries how many the batch has, with these
     * @param unreadable by their places
     */
    public static void note(RequestDetails request, int entries, Map<Integer, BaseServerResponseException> unreadable) {
        EntryRefusals all = new EntryRefusals(entries);
        all.refusals.putAll(unreadable);
        all.left.removeAll(unreadable.keySet());
        request.getUserData().put(KEY, all);
    }

    /** Looks at each entry of a bundle. Those of a batch that are refused are taken out of it. */
    public static void each(RequestDetails request, Bundle bundle, Check check) {
        EntryRefusals all = (EntryRefusals) request.getUserData()
                .computeIfAbsent(
                        KEY, absent -> new EntryRefusals(bundle.getEntry().size()));
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

    /** Puts what is answered to the refused entries among the other answers. */
    public static void addTo(Bundle answer, RequestDetails request) {
        if (request.getUserData().get(KEY) instanceof EntryRefusals all) {
            all.refusals.forEach((index, refusal) -> answer.getEntry().add(index, answer(refusal)));
        }
    }

    private static BundleEntryComponent answer(BaseServerResponseException refusal) {
        BundleEntryComponent entry = new BundleEntryComponent();
        int status = refusal.getStatusCode();
        entry.getResponse().setStatus(status + " " + Constants.HTTP_STATUS_NAMES.get(status));
        if (refusal.getOperationOutcome() instanceof OperationOutcome outcome) {
            entry.getResponse().setOutcome(outcome);
        } else {
            OperationOutcome outcome = new OperationOutcome();
            outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(IssueType.PROCESSING)
                    .setDiagnostics(refusal.getMessage());
            entry.getResponse().setOutcome(outcome);
        }
        return entry;
    }
}
