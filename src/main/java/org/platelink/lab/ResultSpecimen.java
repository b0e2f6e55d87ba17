package org.platelink.lab;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Specimen;

/**
 * What is said of the sample of a result, in the result itself: of what kind it is, what was added to it, in what condition it
 * came and why it was rejected. Whoever reads the result, or a table of results, sees it without another question; and a
 * version of the result tells what was known of the sample then.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/StructureDefinition/result-specimen">The guide's extension</a>
 */
public final class ResultSpecimen {

    /** The extension of a result. */
    public static final String URL = "https://platelink.org/ig/msc-itp/StructureDefinition/result-specimen";

    /** HL7's extension of a sample, which was published after R4. */
    static final String REJECT_REASON = "http://hl7.org/fhir/StructureDefinition/specimen-reject-reason";

    private ResultSpecimen() {}

    /** Tells a result what is said of its sample; one that says so already keeps what it says. */
    public static void tell(Observation result, Specimen sample) {
        if (!result.hasExtension(URL)) {
            of(sample).ifPresent(result::addExtension);
        }
    }

    private static Optional<Extension> of(Specimen sample) {
        Extension said = new Extension(URL);
        if (sample.hasType()) {
            add(said, "type", sample.getType());
        }
        sample.getContainer().stream()
                .filter(container -> container.hasAdditiveCodeableConcept())
                .forEach(container -> add(said, "additive", container.getAdditiveCodeableConcept()));
        sample.getCondition().forEach(condition -> add(said, "condition", condition));
        sample.getExtensionsByUrl(REJECT_REASON).stream()
                .filter(reason -> reason.getValue() instanceof CodeableConcept)
                .forEach(reason -> add(said, "rejectReason", (CodeableConcept) reason.getValue()));
        return said.hasExtension() ? Optional.of(said) : Optional.empty();
    }

    private static void add(Extension said, String what, CodeableConcept concept) {
        if (!concept.isEmpty()) {
            said.addExtension(new Extension(what, concept.copy()));
        }
    }
}
