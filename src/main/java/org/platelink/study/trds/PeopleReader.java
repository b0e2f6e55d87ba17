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
import org.hl7.fhir.r4.model.Coding;
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
            String affiliation = ofUrl(extension, StudyExtensions.AFFILIATION);
            if (part(extension, "party") instanceof Reference party) {
                // A person's own resource is kept current; a copied name may be old.
                StudyReferences.Person person = referenced.person(party);
                if (person != null) {
                    name = person.name();
                    affiliation = person.affiliation() == null ? affiliation : person.affiliation();
                } else if (name == null) {
                    name = referenced.name(party);
                }
            }
            String role = code(extension, "role");
            if (name != null && role != null) {
                parties.add(new Registration.Party(
                        role,
                        name,
                        kind(extension),
                        affiliation,
                        extension.hasExtension(StudyExtensions.RESPONSIBLE_PARTY)));
            }
        }
        String sponsor = referenced.name(study.getSponsor());
        boolean led = parties.stream().anyMatch(party -> party.role().equals("lead-sponsor"));
        if (sponsor != null && !led) {
            parties.add(0, new Registration.Party("lead-sponsor", sponsor, null, null, false));
        }
        StudyReferences.Person investigator = referenced.person(study.getPrincipalInvestigator());
        if (investigator != null
                && parties.stream().noneMatch(party -> party.name().equals(investigator.name()))) {
            parties.add(new Registration.Party(
                    "primary-investigator", investigator.name(), null, investigator.affiliation(), false));
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
                    ? new Registration.Site(reference.getDisplay(), null, null, null, null, null, null, List.of())
                    : null;
        }
        Address address = location.getAddress();
        return new Registration.Site(
                location.getName(),
                address.getCity(),
                address.getState(),
                address.getPostalCode(),
                address.getCountry(),
                recruitment(location),
                location.getPosition().hasLatitude() && location.getPosition().hasLongitude()
                        ? new Registration.Point(
                                location.getPosition().getLatitude(),
                                location.getPosition().getLongitude())
                        : null,
                location.getExtensionsByUrl(StudyExtensions.SITE_CONTACT).stream()
                        .filter(contact -> part(contact, "contact") instanceof ContactDetail)
                        .map(PeopleReader::siteContact)
                        .toList());
    }

    private static @Nullable String recruitment(Location location) {
        Extension status = location.getExtensionByUrl(StudyExtensions.SITE_RECRUITMENT);
        return status != null && status.getValue() instanceof Coding coding ? coding.getCode() : null;
    }

    private static Registration.SiteContact siteContact(Extension extension) {
        ContactDetail contact = (ContactDetail) Objects.requireNonNull(part(extension, "contact"));
        return new Registration.SiteContact(
                contact.getName(),
                text(extension, "role"),
                telecom(contact, ContactPointSystem.PHONE),
                telecom(contact, ContactPointSystem.EMAIL));
    }
}
