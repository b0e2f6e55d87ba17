package org.platelink.study.ctgov;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactDetail;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.canonical.CanonicalUrls;
import org.platelink.platform.canonical.CodeSystems;
import org.platelink.study.trds.StudyExtensions;

/** Converts sponsors, contacts and locations of a study. The sponsor and each location become resources. */
record ImportedPeople(Source record, ResearchStudy study, String id, List<Resource> others) {

    void read() {
        sponsors(record.at("sponsorCollaboratorsModule"));
        Source module = record.at("contactsLocationsModule");
        contacts(module);
        places(module);
    }

    private void sponsors(Source module) {
        String lead = module.text("leadSponsor.name");
        if (lead != null) {
            Organization sponsor = new Organization().setName(lead);
            sponsor.setId(id + "-sponsor");
            others.add(sponsor);
            study.setSponsor(new Reference("Organization/" + sponsor.getId()));
            party("lead-sponsor", lead, module.text("leadSponsor.class"), null);
        }
        for (Source other : module.each("collaborators")) {
            party("collaborator", other.text("name"), other.text("class"), null);
        }
        Source responsible = module.at("responsibleParty");
        String investigator = responsible.text("investigatorFullName");
        if (investigator != null) {
            boolean sponsors = "SPONSOR_INVESTIGATOR".equals(responsible.text("type"));
            party(
                    sponsors ? "sponsor-investigator" : "primary-investigator",
                    investigator,
                    null,
                    responsible.text("investigatorAffiliation"));
        }
        responsible(responsible, investigator);
    }

    /** Marks the party that answers for the record: the investigator, who was added last, or the sponsor. */
    private void responsible(Source responsible, @Nullable String investigator) {
        List<Extension> parties = study.getExtensionsByUrl(StudyExtensions.ASSOCIATED_PARTY);
        String type = responsible.text("type");
        if (type != null && !parties.isEmpty()) {
            new Parts(parties.get(investigator == null ? 0 : parties.size() - 1)
                            .addExtension()
                            .setUrl(StudyExtensions.RESPONSIBLE_PARTY))
                    .withText("type", type)
                    .withText("title", responsible.text("investigatorTitle"));
        }
    }

    private void party(String role, @Nullable String name, @Nullable String kind, @Nullable String affiliation) {
        if (name == null) {
            return;
        }
        Parts party = Parts.of(study, StudyExtensions.ASSOCIATED_PARTY)
                .with("name", new StringType(name))
                .with("role", Parts.concept(CodeSystems.RESEARCH_STUDY_PARTY_ROLE, role));
        if (kind != null) {
            CodeableConcept classifier = new CodeableConcept().setText(kind);
            String code = Terms.kind(kind);
            if (code != null) {
                classifier.addCoding(
                        new Coding("http://hl7.org/fhir/research-study-party-organization-type", code, null));
            }
            party.with("classifier", classifier);
        }
        party.withText(StudyExtensions.AFFILIATION, affiliation);
    }

    private void contacts(Source module) {
        for (Source one : module.each("centralContacts")) {
            ContactDetail contact = study.addContact().setName(one.text("name"));
            contact.addExtension(new Extension(StudyExtensions.CONTACT_KIND, new CodeType("public")));
            telecom(contact, ContactPointSystem.PHONE, one.text("phone"));
            telecom(contact, ContactPointSystem.EMAIL, one.text("email"));
            one.followsIf("role", StudyRecord.CONTACT);
        }
        for (Source one : module.each("overallOfficials")) {
            String role = one.text("role");
            party(
                    role == null ? "study-chair" : Officials.role(role),
                    role == null ? null : one.text("name"),
                    null,
                    one.text("affiliation"));
        }
    }

    private static void telecom(ContactDetail contact, ContactPointSystem system, @Nullable String value) {
        if (value != null) {
            contact.addTelecom(new ContactPoint().setSystem(system).setValue(value));
        }
    }

    private static void position(Source one, Location place) {
        BigDecimal latitude = one.decimal("geoPoint.lat");
        BigDecimal longitude = one.decimal("geoPoint.lon");
        if (latitude != null && longitude != null) {
            place.getPosition().setLatitude(latitude).setLongitude(longitude);
        }
        String status = one.text("status");
        if (status != null) {
            place.addExtension(new Extension(
                    StudyExtensions.SITE_RECRUITMENT,
                    new Coding(CanonicalUrls.CODE_SYSTEM + "recruitment-status", Terms.code(status), null)));
        }
        for (Source contact : one.each("contacts")) {
            ContactDetail detail = new ContactDetail().setName(contact.text("name"));
            telecom(detail, ContactPointSystem.PHONE, contact.text("phone"));
            telecom(detail, ContactPointSystem.EMAIL, contact.text("email"));
            new Parts(place.addExtension().setUrl(StudyExtensions.SITE_CONTACT))
                    .with("contact", detail)
                    .withText("role", contact.text("role"));
        }
    }

    private void places(Source module) {
        Set<String> countries = new LinkedHashSet<>();
        int number = 0;
        for (Source one : module.each("locations")) {
            Location place = new Location();
            number++;
            place.setId(id + "-place-" + number);
            place.setName(one.text("facility"));
            String country = one.text("country");
            place.getAddress()
                    .setCity(one.text("city"))
                    .setState(one.text("state"))
                    .setPostalCode(one.text("zip"))
                    .setCountry(country);
            position(one, place);
            if (country != null) {
                countries.add(country);
            }
            others.add(place);
            study.addSite(new Reference("Location/" + place.getId()));
        }
        countries.forEach(country -> study.addLocation().setText(country));
    }
}
