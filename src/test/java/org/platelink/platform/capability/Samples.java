package org.platelink.platform.capability;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.FhirClient.Answer;

/** Some of what is stored of each type, as whoever may search it gets it. */
final class Samples {

    private static final int MOST = 40;

    private final Map<String, List<Resource>> byType = new HashMap<>();
    private final Clients clients;

    Samples(Clients clients) {
        this.clients = clients;
    }

    List<Resource> of(String type) {
        return byType.computeIfAbsent(type, this::read);
    }

    Optional<Resource> one(String type) {
        return of(type).stream().findFirst();
    }

    /** What a client reads of one, as it goes over the wire. */
    String text(Resource sample) {
        return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(sample);
    }

    private List<Resource> read(String type) {
        List<Resource> found = new ArrayList<>();
        clients.lie(
                type,
                client -> client.get("/" + type + "?_count=" + MOST),
                answer -> Clients.isGood(answer) && found.addAll(resources(answer)));
        // In the order of the answer; views, whose address is their own, come last.
        found.sort(Comparator.comparing(Samples::isView));
        return List.copyOf(found);
    }

    private static boolean isView(Resource resource) {
        return resource instanceof Library library
                && library.getContent().stream().noneMatch(one -> "text/cql".equals(one.getContentType()));
    }

    private static List<Resource> resources(Answer answer) {
        return answer.bundle().getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(resource -> !resource.fhirType().equals("OperationOutcome"))
                .toList();
    }

    /** Stores a resource of a type of which nothing is there. */
    void store(String type, String json) {
        if (of(type).isEmpty()) {
            clients.lie(type, client -> client.post("/" + type, json), Clients::isGood);
            byType.remove(type);
        }
    }

    /** Stores the guide's examples of a type of which nothing is there, as a subject's. */
    void storeExamples(String type, String patient) {
        if (!of(type).isEmpty()) {
            return;
        }
        try (Stream<Path> files = Files.list(Path.of("ig/input/examples"))) {
            files.filter(file -> file.getFileName().toString().startsWith(type + "-"))
                    .forEach(file -> storeExample(file, type, patient));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        byType.remove(type);
    }

    private void storeExample(Path file, String type, String patient) {
        try {
            String example = Files.readString(file)
                    .replaceAll("Patient/[A-Za-z0-9-]+", "Patient/" + patient)
                    .replaceFirst("\"id\"\\s*:\\s*\"[^\"]+\",", "");
            // Of some nobody may make one by hand; what is claimed of them is tried as far as it goes without.
            clients.lie(type, client -> client.post("/" + type, example), Clients::isGood);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
