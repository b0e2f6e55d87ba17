package org.platelink.laboratory.lab;

import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Specimen;
import org.platelink.platform.canonical.CanonicalUrls;

/**
 * Copies the type, additives, condition and reject reasons of the specimen into its result, as an extension. A reader
 * of the result, or of a table of results, sees them without another request; and a version of the result documents
 * what was known of the specimen then.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/StructureDefinition/result-specimen">The guide's extension</a>
 */
public final class ResultSpecimen {

    /** The URL of the extension on a result. */
    public static final String URL = CanonicalUrls.STRUCTURE_DEFINITION + "result-specimen";

    /** HL7's extension of Specimen, which was published after R4. */
    static final String REJECT_REASON = "http://hl7.org/fhir/StructureDefinition/specimen-reject-reason";

    private static final int MOST = 20;
    private static final int LONG = 1000;

    private ResultSpecimen() {}

    /** Adds the extension to a result; one that already has it is left unchanged. */
    public static void tell(Observation result, Specimen sample) {
        if (!result.hasExtension(URL)) {
            of(sample).ifPresent(result::addExtension);
        }
    }

    private static Optional<Extension> of(Specimen sample) {
        Extension extension = new Extension(URL);
        if (sample.hasType()) {
            add(extension, "type", Stream.of(sample.getType()));
        }
        add(
                extension,
                "additive",
                sample.getContainer().stream()
                        .filter(container -> container.hasAdditiveCodeableConcept())
                        .map(container -> container.getAdditiveCodeableConcept()));
        add(extension, "condition", sample.getCondition().stream());
        add(
                extension,
                "rejectReason",
                sample.getExtensionsByUrl(REJECT_REASON).stream()
                        .map(Extension::getValue)
                        .filter(CodeableConcept.class::isInstance)
                        .map(CodeableConcept.class::cast));
        return extension.hasExtension() ? Optional.of(extension) : Optional.empty();
    }

    private static void add(Extension extension, String what, Stream<CodeableConcept> concepts) {
        concepts.filter(concept -> !concept.isEmpty())
                .limit(MOST)
                .forEach(concept ->
                        extension.addExtension(new Extension(what, isLong(concept) ? elsewhere() : concept.copy())));
    }

    /** Many results may share one specimen; a message must not grow by repeating long texts. */
    private static boolean isLong(CodeableConcept concept) {
        int length = concept.hasText() ? concept.getText().length() : 0;
        for (Coding coding : concept.getCoding()) {
            length += (coding.hasCode() ? coding.getCode().length() : 0)
                    + (coding.hasSystem() ? coding.getSystem().length() : 0)
                    + (coding.hasDisplay() ? coding.getDisplay().length() : 0);
        }
        return length > LONG;
    }

    private static CodeableConcept elsewhere() {
        return new CodeableConcept().setText("Too long to be repeated here; the specimen has it.");
    }
}
