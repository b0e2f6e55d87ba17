package org.platelink.laboratory.intake.fhir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.ResultSpecimen;

/**
 * Copies what is known of a delivered Specimen into the Observations that refer to it, by the guide's
 * {@link ResultSpecimen} extension. The Specimen is another entry of the same transaction, or is contained in the
 * Observation.
 */
final class DeliveredSpecimens {

    private DeliveredSpecimens() {}

    static void tellTheirResults(List<DeliveredResource> resources) {
        Map<String, Specimen> specimens = new HashMap<>();
        for (DeliveredResource one : resources) {
            if (one.resource() instanceof Specimen specimen) {
                specimens.put("Specimen/" + specimen.getIdPart(), specimen);
            }
        }
        for (DeliveredResource one : resources) {
            if (one.resource() instanceof Observation result && result.hasSpecimen()) {
                Specimen specimen = specimen(result, specimens);
                if (specimen != null && isOfTheSame(result, specimen)) {
                    ResultSpecimen.tell(result, specimen);
                }
            }
        }
    }

    private static @Nullable Specimen specimen(Observation result, Map<String, Specimen> delivered) {
        String reference = String.valueOf(result.getSpecimen().getReference());
        if (!reference.startsWith("#")) {
            return delivered.get(reference);
        }
        for (Resource contained : result.getContained()) {
            if (contained instanceof Specimen specimen
                    && reference
                            .substring(1)
                            .equals(String.valueOf(specimen.getIdPart()).replaceFirst("^#", ""))) {
                return specimen;
            }
        }
        return null;
    }

    /**
     * Whether result and specimen have the same subject. A specimen without a subject, as a contained one may be,
     * belongs to the subject of the result.
     */
    private static boolean isOfTheSame(Observation result, Specimen specimen) {
        String subject = specimen.getSubject().getReference();
        return subject == null || subject.equals(result.getSubject().getReference());
    }
}
