package org.platelink.laboratory.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.lab.DeliveredResource;
import org.platelink.laboratory.lab.ResultSpecimen;

/** Tells results that an EHR delivers what their specimens are like, where these come with them or are contained in them. */
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

    /** A specimen that says of nobody whose it is, as one within a result may, is the result's subject's. */
    private static boolean isOfTheSame(Observation result, Specimen specimen) {
        String subject = specimen.getSubject().getReference();
        return subject == null || subject.equals(result.getSubject().getReference());
    }
}
