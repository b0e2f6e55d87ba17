package org.platelink.laboratory.intake.fhir;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;
import org.platelink.platform.server.FhirErrors;
import org.platelink.security.linkage.Linkage;
import org.platelink.security.linkage.PersonIdentifier;
import org.platelink.security.linkage.WordsOfText;

/** Replaces the patient identifier in {@code subject} of an EHR's resource with a reference to the participant. */
final class FhirSubjects {

    private final Linkage linkage;

    FhirSubjects(Linkage linkage) {
        this.linkage = linkage;
    }

    /**
     * Looks up the participant in the linkage and rewrites {@code subject}.
     *
     * @param place where the resource stands, as a FHIRPath
     * @return the finding if no participant is known by the identifier; empty if one is, or if there is no identifier
     *     to be resolved, as where the resource refers to the participant itself
     */
    Optional<Finding> resolve(Resource resource, String site, String place) {
        Property property = resource.getNamedProperty("subject");
        List<? extends Base> values = property == null ? List.of() : property.getValues();
        if (values.isEmpty()
                || !(values.get(0) instanceof Reference subject)
                || subject.hasReference()
                || !subject.hasIdentifier()) {
            return Optional.empty();
        }
        Set<String> found = linkage.participantsOf(site, List.of(identifier(subject, place)));
        if (found.isEmpty()) {
            return Optional.of(new Finding(
                    Reason.UNKNOWN_SUBJECT,
                    place + ".subject",
                    null,
                    "No participant of the site is known by this identifier; register the subject, or join the"
                            + " identifier to the participant with Patient/{id}/$link."));
        }
        subject.setReference("Patient/" + found.iterator().next());
        subject.setIdentifier(null);
        subject.setDisplay(null);
        return Optional.empty();
    }

    /**
     * The value of the identifier in {@code subject} if the linkage cannot find it in texts elsewhere, as where it is
     * too short; empty otherwise.
     */
    static Optional<String> shortNameOf(Resource resource) {
        Property property = resource.getNamedProperty("subject");
        return (property == null ? List.<Base>of() : property.getValues())
                .stream()
                        .filter(Reference.class::isInstance)
                        .map(subject -> ((Reference) subject).getIdentifier().getValue())
                        .filter(value ->
                                value != null && WordsOfText.whole(value).isEmpty())
                        .findFirst();
    }

    private static PersonIdentifier identifier(Reference subject, String place) {
        try {
            return PersonIdentifier.of(
                    subject.getIdentifier().getSystem(), subject.getIdentifier().getValue());
        } catch (IllegalArgumentException wrong) {
            throw FhirErrors.invalid(place + ".subject.identifier", String.valueOf(wrong.getMessage()));
        }
    }
}
