package org.platelink.operator.operator;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.ResearchStudy.ResearchStudyStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.study.ctgov.ImportedStudy;
import org.platelink.study.ctgov.StudyImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code import-study}: generates the FHIR files of a study from its ClinicalTrials.gov record. */
@Command(
        name = "import-study",
        description =
                "Makes the FHIR files of a study from its record at ClinicalTrials.gov (JSON, API version 2), to begin a trial with.",
        mixinStandardHelpOptions = true)
final class ImportStudyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RECORD",
            description =
                    "a file with what https://clinicaltrials.gov/api/v2/studies/{NCT number} answers; - reads it from"
                            + " the standard input")
    private Path record;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            defaultValue = "fhir-resources/study",
            description = "where the files go; ${DEFAULT-VALUE}")
    private Path folder;

    @Option(names = "--replace", description = "also where a file of the same name is")
    private boolean replace;

    @Option(
            names = "--status",
            paramLabel = "CODE",
            description = "the study's status in FHIR R4, where R4 has no code for the record's")
    private @Nullable String status;

    @Override
    public Integer call() throws IOException {
        FhirContext fhir = FhirContext.forR4Cached();
        ImportedStudy imported = StudyImport.read(fhir, json(text()), status());
        Map<Path, Resource> files = files(imported);
        List<Path> there = files.keySet().stream().filter(Files::exists).toList();
        if (!there.isEmpty() && !replace) {
            throw new IllegalStateException(
                    there.get(0) + " is there already. Nothing was written; --replace overwrites it.");
        }
        Files.createDirectories(folder);
        IParser parser = fhir.newJsonParser().setPrettyPrint(true);
        for (Map.Entry<Path, Resource> file : files.entrySet()) {
            Files.writeString(file.getKey(), parser.encodeResourceToString(file.getValue()) + "\n");
            tell(file.getKey().toString());
        }
        StudyReport.lines(imported).forEach(this::tell);
        return 0;
    }

    private @Nullable ResearchStudyStatus status() {
        try {
            return status == null ? null : ResearchStudyStatus.fromCode(status);
        } catch (FHIRException notACode) {
            throw new ParameterException(spec.commandLine(), status + " is no status of a study in FHIR R4.");
        }
    }

    private static JsonNode json(String text) {
        try {
            // Keeps every digit of a decimal.
            return new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true))
                    .readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException(
                    "The record is not JSON: line " + notJson.getLocation().getLineNr() + " cannot be read.");
        }
    }

    private String text() throws IOException {
        byte[] bytes;
        if (record.toString().equals("-")) {
            bytes = System.in.readAllBytes();
        } else if (Files.isReadable(record)) {
            bytes = Files.readAllBytes(record);
        } else {
            throw new IllegalStateException("There is no file " + record + " that can be read.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherCharset) {
            throw new IllegalStateException("The record is not UTF-8; save it so, and nothing of it is replaced.");
        }
    }

    private Map<Path, Resource> files(ImportedStudy imported) {
        Map<Path, Resource> files = new LinkedHashMap<>();
        List<Resource> resources = new ArrayList<>(List.of(imported.study()));
        resources.addAll(imported.others());
        resources.forEach(resource -> files.put(
                folder.resolve(
                        resource.fhirType() + "-" + resource.getIdElement().getIdPart() + ".json"),
                resource));
        return files;
    }

    private void tell(String line) {
        spec.commandLine().getOut().println(line);
    }
}
