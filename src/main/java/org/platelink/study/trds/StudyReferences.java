package org.platelink.study.trds;

import java.util.function.Function;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the references of a study.
 *
 * @param resolve gives the resource for a reference such as {@code Organization/x}; null if it is not public
 */
record StudyReferences(Function<String, @Nullable Resource> resolve) {

    /** The name of a referenced organization; else the display of the reference. */
    @Nullable
    String name(Reference reference) {
        return resolved(reference) instanceof Organization organization && organization.hasName()
                ? organization.getName()
                : reference.getDisplay();
    }

    /** The person that a reference leads to, at once or through a role; null if it leads to none with a name. */
    @Nullable
    Person person(Reference reference) {
        Resource found = resolved(reference);
        if (found instanceof PractitionerRole role) {
            Person person = person(role.getPractitioner());
            return person == null ? null : new Person(person.name(), name(role.getOrganization()));
        }
        String name = found instanceof Practitioner practitioner ? name(practitioner) : null;
        return name == null ? null : new Person(name, null);
    }

    private static @Nullable String name(Practitioner practitioner) {
        HumanName name = practitioner.getNameFirstRep();
        String words = name.hasText() ? name.getText() : name.getNameAsSingleString();
        return words == null || words.isBlank() ? null : words.strip();
    }

    /** A person of a study, with the name of the organization. */
    record Person(String name, @Nullable String affiliation) {}

    @Nullable
    Resource resolved(Reference reference) {
        IdType id = new IdType(reference.getReference());
        return id.getResourceType() == null || id.isAbsolute() || !id.hasIdPart()
                ? null
                : resolve.apply(id.getResourceType() + "/" + id.getIdPart());
    }
}
