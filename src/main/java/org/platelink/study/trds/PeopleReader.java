package org.platelink.study.trds;

import static org.platelink.study.trds.StudyExtensions.code;
import static org.platelink.study.trds.StudyExtensions.ofUrl;
import static org.platelink.study.trds.StudyExtensions.part;
import static org.platelink.study.trds.StudyExtensions.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactDetail;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.jspecify.annotations.Nullable;

/** Reads the parties, contacts and locations of a study. */
record PeopleReader(StudyReferences referenced) {

    List<Registration.Party> parties(ResearchStudy study) {
        List<Registration.Party> parties = new ArrayList<>();
        for (Extension extension : study.getExtensionsByUrl(StudyExtensions.ASSOCIATED_PARTY)) {
            String name = text(extension, "name");
            if (name == null && part(extension, "party") instanceof Reference party) {
                name = referenced.name(party);
            }
            String role = code(extension, "role");
            if (name != null && role != null) {
                parties.add(new Registration.Party(
                        role, name, kind(extension), ofUrl(extension, StudyExtensions.AFFILIATION)));
            }
        }
        String sponsor = referenced.name(study.getSponsor());
        boolean led = parties.stream().anyMatch(party -> party.role().equals("lead-sponsor"));
        if (sponsor != null && !led) {
            parties.add(0, new Registration.Party("lead-sponsor", sponsor, null, null));
        }
        return parties;
    }

    /** The source's own word if there is one, because R5 has fewer organization types than the registries. */
    private static @Nullable String kind(Extension party) {
        return part(party, "classifier") instanceof CodeableConcept kind
                        && !RegistrationReader.words(kind).isEmpty()
                ? RegistrationReader.words(kind)
                : null;
    }

    static Registration.Contact contact(ContactDetail contact) {
        Set<String> kinds = new LinkedHashSet<>();
        contact.getExtensionsByUrl(StudyExtensions.CONTACT_KIND)
                .forEach(kind -> kinds.add(String.valueOf(kind.getValue().primitiveValue())));
        return new Registration.Contact(
                kinds,
                contact.getName(),
                telecom(contact, ContactPointSystem.PHONE),
                telecom(contact, ContactPointSystem.EMAIL),
                ofUrl(contact, StudyExtensions.AFFILIATION));
    }

    private static @Nullable String telecom(ContactDetail contact, ContactPointSystem system) {
        return contact.getTelecom().stream()
                .filter(telecom -> telecom.getSystem() == system)
                .map(telecom -> telecom.getValue())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    Registration.@Nullable Site site(Reference reference) {
        if (!(referenced.resolved(reference) instanceof Location location)) {
            return reference.hasDisplay()
                    ? new Registration.Site(reference.getDisplay(), null, null, null, null)
                    : null;
        }
        Address address = location.getAddress();
        return new Registration.Site(
                location.getName(),
                address.getCity(),
                address.getState(),
                address.getPostalCode(),
                address.getCountry());
    }
}
