package org.platelink.study.ctgov;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.platelink.study.trds.Registration;

/** Writes the sponsors, contacts and locations of a study record. */
record RecordedPeople(Registration trial) {

    /** The {@code sponsorCollaboratorsModule}. */
    ObjectNode sponsors() {
        ObjectNode module = JsonNodeFactory.instance.objectNode();
        new RecordedDetails(trial).responsible(module);
        trial.party("lead-sponsor").ifPresent(lead -> party(module.putObject("leadSponsor"), lead));
        List<Registration.Party> others = trial.parties("sponsor", "collaborator", "funding-source");
        if (!others.isEmpty()) {
            ArrayNode collaborators = module.putArray("collaborators");
            others.forEach(other -> party(collaborators.addObject(), other));
        }
        return module;
    }

    private static void party(ObjectNode node, Registration.Party party) {
        node.put("name", party.name());
        StudyRecord.put(node, "class", party.kind() == null ? null : Terms.kindValue(party.kind()));
    }

    /** The {@code contactsLocationsModule}. */
    ObjectNode contacts() {
        ObjectNode module = JsonNodeFactory.instance.objectNode();
        if (!trial.contacts().isEmpty()) {
            ArrayNode contacts = module.putArray("centralContacts");
            trial.contacts().forEach(contact -> {
                ObjectNode node = contacts.addObject();
                StudyRecord.put(node, "name", contact.name());
                StudyRecord.put(node, "role", contact.name() == null ? null : StudyRecord.CONTACT);
                StudyRecord.put(node, "phone", contact.phone());
                StudyRecord.put(node, "email", contact.email());
            });
        }
        List<Registration.Party> officials =
                trial.parties("primary-investigator", "study-director", "study-chair", "sub-investigator").stream()
                        // The investigator who answers for the record stands in another place of it.
                        .filter(official -> !official.responsible())
                        .toList();
        if (!officials.isEmpty()) {
            ArrayNode array = module.putArray("overallOfficials");
            officials.forEach(official -> {
                ObjectNode node = array.addObject().put("name", official.name());
                StudyRecord.put(node, "affiliation", official.affiliation());
                node.put("role", Officials.value(official.role()));
            });
        }
        if (!trial.sites().isEmpty()) {
            ArrayNode locations = module.putArray("locations");
            trial.sites().forEach(site -> {
                ObjectNode node = locations.addObject();
                StudyRecord.put(node, "facility", site.name());
                StudyRecord.put(node, "city", site.city());
                StudyRecord.put(node, "state", site.state());
                StudyRecord.put(node, "zip", site.zip());
                StudyRecord.put(node, "country", site.country());
                RecordedDetails.location(node, site);
            });
        }
        return module;
    }
}
