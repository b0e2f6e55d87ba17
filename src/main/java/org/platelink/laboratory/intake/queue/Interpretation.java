package org.platelink.laboratory.intake.queue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.lab.DeliveredResource;

/**
 * The result of interpreting a message.
 *
 * @param sent when it was made; null if it does not say
 * @param resources what to store, if there are no findings
 * @param findings what prevents the message as a whole from being stored
 * @param checked whether the resources were validated against the guide and screened
 * @param heldBack what prevents single results from being stored; these are not among the resources
 * @param waiting how many results are held back so
 * @param leftOut how many results do not belong to the study
 * @param onlyIfNew the ids of resources that are not written if any version of them is stored (conditional
 *     create)
 * @param onCondition the ids of resources that are written on a condition: at most one resource with their
 *     identifier may be stored
 */
public record Interpretation(
        @Nullable Instant sent,
        List<DeliveredResource> resources,
        List<Finding> findings,
        boolean checked,
        List<Finding> heldBack,
        int waiting,
        int leftOut,
        Set<String> onlyIfNew,
        Set<String> onCondition) {

    public Interpretation {
        resources = List.copyOf(resources);
        findings = List.copyOf(findings);
        heldBack = List.copyOf(heldBack);
        onlyIfNew = Set.copyOf(onlyIfNew);
        onCondition = Set.copyOf(onCondition);
    }

    /** An interpretation without conditional writes. */
    public Interpretation(
            @Nullable Instant sent,
            List<DeliveredResource> resources,
            List<Finding> findings,
            boolean checked,
            List<Finding> heldBack,
            int waiting,
            int leftOut) {
        this(sent, resources, findings, checked, heldBack, waiting, leftOut, Set.of(), Set.of());
    }

    /** An interpretation without results that are held back or left out. */
    public Interpretation(
            @Nullable Instant sent, List<DeliveredResource> resources, List<Finding> findings, boolean checked) {
        this(sent, resources, findings, checked, List.of(), 0, 0);
    }

    /** A copy with other findings. */
    public Interpretation with(List<Finding> found) {
        return new Interpretation(sent, resources, found, checked, heldBack, waiting, leftOut, onlyIfNew, onCondition);
    }

    /** All findings: of the message as a whole and of the results that are held back. */
    public List<Finding> all() {
        return Stream.concat(findings.stream(), heldBack.stream()).toList();
    }
}
