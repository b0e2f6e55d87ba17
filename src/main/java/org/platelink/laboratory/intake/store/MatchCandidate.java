package org.platelink.laboratory.intake.store;

import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.ResultIdentity;

/**
 * A stored resource as a candidate for a match.
 *
 * @param id the id of the resource
 * @param subject the id of its Patient
 * @param time its clinically relevant time; null if it was not sent
 * @param sender who assigned its number; null if the number itself says so, or nobody did
 * @param codes what was measured, if its number does not depend on it
 * @param status its FHIR status
 * @param report the id of the report that it belongs to; null if to none
 */
record MatchCandidate(
        String id,
        String subject,
        @Nullable String time,
        @Nullable String sender,
        Set<String> codes,
        String status,
        @Nullable String report) {

    private static final Set<String> WITHDRAWN = Set.of("entered-in-error", "cancelled");
    private static final Set<String> UNFINISHED = Set.of("registered", "preliminary", "partial");

    boolean isWithdrawn() {
        return WITHDRAWN.contains(status);
    }

    /** Whether a result may have the same sender, and may be of the same analyte. */
    boolean isOfSameKind(ResultIdentity identity) {
        boolean isOfSender = sender == null || identity.sender() == null || sender.equals(identity.sender());
        boolean isOfAnalyte = codes.isEmpty()
                || identity.codes().isEmpty()
                || identity.codes().stream().anyMatch(codes::contains);
        return isOfSender && isOfAnalyte;
    }

    /**
     * Whether a result whose time differs by minutes may be this one: so if its state goes on, as of a correction, or
     * after an unfinished or withdrawn state. Otherwise it may be another result. Reports and specimens are always
     * taken for the same.
     */
    boolean mayBeOfTimeNear(DeliveredResource delivered) {
        return !(delivered.resource() instanceof Observation)
                || delivered.identity().correction()
                || UNFINISHED.contains(status)
                || isWithdrawn();
    }
}
