package org.platelink.platform.capability;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.platelink.FhirClient;
import org.platelink.operator.demo.SmallCohort;

/** What the shared server claims, with a client of each role and something of each type to try it on. */
final class Claimed {

    /** Of what neither the study nor a subject's story has. */
    private static final Map<String, String> FIRST = Map.of(
            "Subscription",
            "{\"resourceType\":\"Subscription\",\"status\":\"off\",\"reason\":\"To try what is claimed.\","
                    + "\"criteria\":\"ResearchStudy\",\"channel\":{\"type\":\"rest-hook\",\"endpoint\":"
                    + "\"https://registry.example/claims\"}}",
            "Practitioner",
            "{\"resourceType\":\"Practitioner\",\"active\":false,\"name\":[{\"text\":\"An investigator, synthetic\"}]}",
            "PractitionerRole",
            "{\"resourceType\":\"PractitionerRole\",\"active\":false,\"practitioner\":{\"display\":\"Synthetic\"}}",
            "Location",
            "{\"resourceType\":\"Location\",\"status\":\"inactive\",\"name\":\"A ward, synthetic\","
                    + "\"position\":{\"longitude\":121.5,\"latitude\":31.2}}");

    private static Claimed made;

    private final int port;
    private final CapabilityStatement statement;
    private final Clients clients;
    private final Samples samples;

    private Claimed(int port) {
        this.port = port;
        clients = new Clients(port);
        samples = new Samples(clients);
        SmallCohort.on(port, 4, 4711);
        statement = FhirClient.withoutToken(port).get("/metadata").as(CapabilityStatement.class);
        String patient = samples.one("Patient").orElseThrow().getIdPart();
        FIRST.forEach(samples::store);
        types().forEach(type -> samples.storeExamples(type.getType(), patient));
    }

    /** For who has written: what was read before is out of date. */
    static synchronized void forget() {
        made = null;
    }

    static synchronized Claimed by(int port) {
        if (made == null || made.port != port) {
            made = new Claimed(port);
        }
        return made;
    }

    CapabilityStatement statement() {
        return statement;
    }

    CapabilityStatementRestComponent rest() {
        return statement.getRestFirstRep();
    }

    List<CapabilityStatementRestResourceComponent> types() {
        return rest().getResource();
    }

    Clients clients() {
        return clients;
    }

    Samples samples() {
        return samples;
    }

    static boolean does(CapabilityStatementRestResourceComponent type, TypeRestfulInteraction... interactions) {
        return Stream.of(interactions).allMatch(wanted -> type.getInteraction().stream()
                .anyMatch(interaction -> interaction.getCode() == wanted));
    }
}
