package org.platelink.trial.alert;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.ResearchStudy;
import org.platelink.platform.canonical.CanonicalUrls;

/**
 * What a study settles about alerts, by extensions of its ResearchStudy.
 *
 * @param thresholds the limits below which a result is an alert; none if the study states none
 * @param closingDays how many days before the last day of a visit's window there is an alert
 */
record AlertSettings(List<Threshold> thresholds, int closingDays) {

    /** Two days ahead if the study says nothing: an assumption, as the guide says. */
    static final int ASSUMED_DAYS = 2;

    private static final String THRESHOLD = CanonicalUrls.STRUCTURE_DEFINITION + "alert-threshold";
    private static final String DAYS = CanonicalUrls.STRUCTURE_DEFINITION + "window-closing-days";

    AlertSettings {
        thresholds = List.copyOf(thresholds);
    }

    /**
     * A limit of a result.
     *
     * @param codes the codes of the Observations
     * @param below the limit, with its UCUM unit; what is equal to it is not below it
     */
    record Threshold(List<Coding> codes, Quantity below) {

        Threshold {
            codes = List.copyOf(codes);
        }
    }

    static AlertSettings of(ResearchStudy study) {
        Extension days = study.getExtensionByUrl(DAYS);
        return new AlertSettings(
                study.getExtensionsByUrl(THRESHOLD).stream()
                        .flatMap(AlertSettings::threshold)
                        .toList(),
                days != null && days.getValue() instanceof PrimitiveType<?> number && number.hasValue()
                        ? Integer.parseInt(number.getValueAsString())
                        : ASSUMED_DAYS);
    }

    private static Stream<Threshold> threshold(Extension extension) {
        List<Coding> codes = extension.getExtensionsByUrl("code").stream()
                .map(code -> (Coding) code.getValue())
                .toList();
        return extension.getExtensionsByUrl("below").stream()
                .map(below -> new Threshold(codes, (Quantity) below.getValue()));
    }
}
