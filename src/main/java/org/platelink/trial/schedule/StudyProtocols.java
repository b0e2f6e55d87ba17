package org.platelink.trial.schedule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.platelink.platform.server.FhirErrors;

/**
 * The protocols of a study, and which of its arms follow which of them.
 *
 * @param study the id of the ResearchStudy
 * @param protocols its protocols; none for a study without a protocol
 * @param arms the arms that name a protocol
 * @param faults why some of its protocols cannot be read, in sentences
 */
record StudyProtocols(String study, List<ProtocolVersions> protocols, List<ArmProtocol> arms, List<String> faults) {

    StudyProtocols {
        protocols = List.copyOf(protocols);
        arms = List.copyOf(arms);
        faults = List.copyOf(faults);
    }

    /**
     * An arm that follows a protocol.
     *
     * @param arm the name of the arm
     * @param url the canonical URL of the protocol
     */
    record ArmProtocol(String arm, String url) {}

    /**
     * The protocol of the subjects of an arm: the one that the arm names or, for a subject without an arm and for arms
     * that name none, the only one that no arm names.
     *
     * @param arm the name of the arm; empty if the subject has none yet
     */
    Optional<ProtocolVersions> ofArm(String arm) {
        Optional<String> named = arms.stream()
                .filter(one -> one.arm().equals(arm))
                .map(ArmProtocol::url)
                .findFirst();
        if (named.isPresent()) {
            return protocols.stream()
                    .filter(protocol -> protocol.url().equals(named.get()))
                    .findFirst();
        }
        List<ProtocolVersions> ofNoArm = protocols.stream()
                .filter(protocol -> arms.stream().noneMatch(one -> one.url().equals(protocol.url())))
                .toList();
        return ofNoArm.size() == 1 ? Optional.of(ofNoArm.get(0)) : Optional.empty();
    }

    /** Why the subjects of an arm have no schedule. */
    String whyNone(String arm) {
        if (!faults.isEmpty()) {
            return String.join(" ", faults);
        }
        if (protocols.isEmpty()) {
            return "The study " + study + " has no protocol; a schedule is made of a PlanDefinition, named in"
                    + " ResearchStudy.protocol.";
        }
        return "The study " + study + " has the protocols "
                + protocols.stream().map(ProtocolVersions::url).collect(Collectors.joining(", ")) + ", and "
                + (arm.isEmpty() ? "the subject has no arm yet" : "the arm \"" + arm + "\" picks none of them")
                + ". An arm of the study picks one by the extension arm-protocol; a subject has its arm in assignedArm"
                + " or actualArm.";
    }

    /**
     * The same protocol, for whom a schedule is needed.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if there is none
     */
    ProtocolVersions required(String arm) {
        return ofArm(arm).orElseThrow(() -> FhirErrors.broken("ResearchStudy.protocol", whyNone(arm)));
    }

    /**
     * Checks that what is missing is missing on purpose: a study without a protocol, or a subject without an arm.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException (422) if a protocol cannot be read
     */
    void mustBeReadable() {
        if (!faults.isEmpty()) {
            throw FhirErrors.broken("ResearchStudy.protocol", String.join(" ", faults));
        }
    }
}
