package org.platelink.platform.capability;

import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.ResearchSubject;
import org.hl7.fhir.r4.model.ResearchSubject.ResearchSubjectStatus;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.FhirClient;
import org.platelink.FhirClient.Answer;

/**
 * Writes of a type that leave nothing behind: in a transaction whose last entry cannot be done, as it changes a
 * version that is not the last one. Whatever else would keep the write from being done is answered otherwise, and
 * before that.
 */
final class WriteTrial {

    private static final String SYSTEM = "https://hospital.example/lab";

    private final String own = UUID.randomUUID().toString().substring(0, 8);
    private final Claimed claimed;
    private final String type;

    WriteTrial(Claimed claimed, String type) {
        this.claimed = claimed;
        this.type = type;
    }

    Answer createdAndUndone(FhirClient client) {
        return undone(client, HTTPVerb.POST, type, false);
    }

    Answer putAndUndone(FhirClient client) {
        return undone(client, HTTPVerb.PUT, type + "/claims-" + own, false);
    }

    Answer conditionallyCreatedAndUndone(FhirClient client) {
        return undone(client, HTTPVerb.POST, type, true);
    }

    Answer conditionallyUpdatedAndUndone(FhirClient client) {
        return undone(client, HTTPVerb.PUT, type + "?" + condition(), false);
    }

    static boolean wasUndoneAtTheEnd(Answer answer) {
        return answer.status() == 409 || answer.status() == 412;
    }

    /** In the one namespace that the demo site's clients may ask about. */
    private String condition() {
        return "identifier=" + SYSTEM + "%7C" + own;
    }

    private Answer undone(FhirClient client, HTTPVerb verb, String url, boolean onlyIfNew) {
        Resource copy = copy(onlyIfNew || url.contains("?"));
        if (url.contains("/claims-")) {
            copy.setId("claims-" + own);
        }
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        Bundle.BundleEntryRequestComponent request = bundle.addEntry()
                .setFullUrl("urn:uuid:" + UUID.randomUUID())
                .setResource(copy)
                .getRequest()
                .setMethod(verb)
                .setUrl(url);
        if (onlyIfNew) {
            request.setIfNoneExist(condition());
        }
        Resource other = blocker(client);
        bundle.addEntry()
                .setResource(other)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(other.fhirType() + "/" + other.getIdPart())
                .setIfMatch("W/\"999\"");
        return client.post("", bundle);
    }

    /** Something that the client may update. */
    private Resource blocker(FhirClient client) {
        for (String writable : new String[] {"Patient", "Subscription", "Organization"}) {
            Answer found = client.get("/" + writable + "?_count=1");
            if (Clients.isGood(found) && found.bundle().hasEntry()) {
                Resource one = found.bundle().getEntryFirstRep().getResource();
                return one;
            }
        }
        return new Organization().setName("nothing").setId("none");
    }

    /** Like the sample, under identifiers of its own. */
    private Resource copy(boolean conditional) {
        Resource copy = claimed.samples().one(type).orElseThrow().copy();
        copy.setId((String) null);
        copy.setMeta(null);
        if (copy instanceof ResearchSubject subject) {
            // A subject that is created beyond screening is judged, and some extensions are the server's to write.
            boolean[] first = {true};
            subject.getExtension().removeIf(state -> {
                boolean screening = first[0] && state.getUrl().endsWith("/subject-state");
                first[0] &= !screening;
                return !screening;
            });
            subject.setStatus(ResearchSubjectStatus.SCREENING);
            subject.getPeriod().setEnd(null);
        }
        if (copy instanceof MetadataResource definition && definition.hasUrl()) {
            definition.setUrl(definition.getUrl() + "-" + own);
        }
        Property identifiers = copy.getNamedProperty("identifier");
        if (identifiers != null && identifiers.getTypeCode().equals("Identifier")) {
            identifiers.getValues().forEach(one -> {
                Identifier identifier = (Identifier) one;
                identifier.setValue(identifier.getValue() + "-" + own.substring(0, 4));
            });
            if (conditional) {
                ((Identifier) copy.addChild("identifier")).setSystem(SYSTEM).setValue(own);
            }
        }
        return copy;
    }
}
