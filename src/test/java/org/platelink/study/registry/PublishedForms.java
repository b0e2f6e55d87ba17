package org.platelink.study.registry;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.platform.server.PublicAddress;
import org.platelink.study.ctgov.ImportedStudy;
import org.platelink.study.ctgov.StudyImport;
import org.platelink.study.trds.RegistrationReader;

/** The studies that the forms are tried on: the trial's own files, and an invented one of which everything is known. */
final class PublishedForms {

    static final FhirContext FHIR = FhirContext.forR4Cached();
    static final PublicAddress ADDRESS = new PublicAddress("https://registry.example.org");
    static final Forms FORMS = new RegistryConfiguration().registryForms(FHIR, ADDRESS);

    private static final Instant CHANGED = Instant.parse("2030-01-02T03:04:05Z");

    private PublishedForms() {}

    static PublicStudy trial() {
        TreeMap<String, Resource> files = new TreeMap<>();
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(
                Path.of("fhir-resources/study"),
                "{ResearchStudy,Organization-sponsor,Group-msc,PlanDef,Activity}*.json")) {
            for (Path file : folder) {
                Resource resource = (Resource) FHIR.newJsonParser().parseResource(Files.readString(file));
                files.put(StudyParts.key(resource), resource);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        ResearchStudy study = (ResearchStudy) files.remove("ResearchStudy/NCT06813157");
        return published(study, new ArrayList<>(files.values()));
    }

    static PublicStudy invented() {
        try {
            ImportedStudy imported = StudyImport.read(
                    FHIR,
                    new ObjectMapper().readTree(StudyImport.class.getResourceAsStream("synthetic-record.json")),
                    null);
            return published(imported.study(), imported.others());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static PublicStudy published(ResearchStudy study, List<Resource> others) {
        List<Resource> sorted = new ArrayList<>(others);
        sorted.sort(Comparator.comparing(StudyParts::key));
        study.getMeta().setLastUpdated(Date.from(CHANGED));
        return new PublicStudy(
                study,
                sorted,
                new RegistrationReader(key -> sorted.stream()
                                .filter(one -> StudyParts.key(one).equals(key))
                                .findFirst()
                                .orElse(null))
                        .read(study),
                CHANGED);
    }

    static Form form(String name) {
        return FORMS.asked(name, null).orElseThrow();
    }
}
