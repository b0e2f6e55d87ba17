package org.platelink.laboratory.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.laboratory.hl7v2.MessageText;
import org.platelink.laboratory.hl7v2.OruReader;
import org.platelink.laboratory.journal.Finding;
import org.platelink.laboratory.journal.Reason;

/** Synthetic messages of one laboratory, and what they come to in FHIR. */
final class Messages {

    static final String ORDER =
            "OBR|1|P-1|F-1|CBC^Blood count^L|||20260302081500+0800|||||||||||||||20260302100000+0800|||F";
    private static final Analytes ANALYTES = GuideAnalytes.read();

    private Messages() {}

    static TranslatedResults translate(SiteMaps maps, String... segments) {
        return translate(
                maps,
                "MSH|^~\\&|LIS|LAB|PLATELINK|TRIAL|20260302101500+0800||ORU^R01^ORU_R01|M-1|P|2.5.1\rPID|1||SYN-1\r"
                        + String.join("\r", segments));
    }

    /** What a whole message of one patient comes to. */
    static TranslatedResults translate(SiteMaps maps, String text) {
        return translate(maps, new MessageText(text, UTF_8)).get(0);
    }

    /** What a message comes to, for each of its patients. */
    static List<TranslatedResults> translate(SiteMaps maps, MessageText text) {
        OruTranslation translation =
                new OruTranslation(maps, ZoneId.of("Asia/Shanghai"), ANALYTES, "LIS|LAB", SiteOptions.NONE);
        return new OruReader()
                .read(text).patients().stream()
                        .map(patient -> translation.translate(patient, "Patient/7"))
                        .toList();
    }

    /** What one result of a blood count comes to, and nothing is found. */
    static Observation result(SiteMaps maps, String obx) {
        TranslatedResults translated = translate(maps, ORDER, obx);
        if (!translated.findings().isEmpty()) {
            throw new AssertionError(translated.findings());
        }
        return observations(translated).get(0);
    }

    static List<Reason> reasons(SiteMaps maps, String... segments) {
        return translate(maps, segments).findings().stream()
                .map(Finding::reason)
                .toList();
    }

    static List<Observation> observations(TranslatedResults translated) {
        return of(translated, Observation.class).toList();
    }

    static DiagnosticReport report(SiteMaps maps, String... segments) {
        return of(translate(maps, segments), DiagnosticReport.class).findFirst().orElseThrow();
    }

    static <T extends Resource> Stream<T> of(TranslatedResults translated, Class<T> type) {
        return translated.delivered().stream()
                .map(DeliveredResource::resource)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /**
     * Maps of lines such as {@code lab-codes|PLT|http://loinc.org|777-3}; {@code -} in the place of the last word
     * says that what is so called is not taken, and a fifth for which analyte alone the line holds.
     */
    static SiteMaps maps(String... lines) {
        return SiteMaps.of("site-1", Arrays.stream(lines).map(Messages::map).toList());
    }

    private static ConceptMap map(String line) {
        String[] parts = line.split("\\|");
        ConceptMap map = new ConceptMap();
        map.setStatus(PublicationStatus.ACTIVE);
        map.addUseContext()
                .setCode(new Coding("http://terminology.hl7.org/CodeSystem/usage-context-type", "venue", null))
                .setValue(new CodeableConcept().addCoding(new Coding("https://platelink.org/site", "site-1", null)));
        TargetElementComponent target = map.addGroup()
                .setSource("https://platelink.org/site/site-1/" + parts[0])
                .setTarget(parts[2])
                .addElement()
                .setCode(parts[1])
                .addTarget()
                .setCode(parts[3].equals("-") ? null : parts[3])
                .setEquivalence(
                        parts[3].equals("-") ? ConceptMapEquivalence.UNMATCHED : ConceptMapEquivalence.EQUIVALENT);
        if (parts.length > 4) {
            target.addDependsOn()
                    .setProperty("https://platelink.org/ig/msc-itp/analyte")
                    .setValue(parts[4]);
        }
        return map;
    }
}
