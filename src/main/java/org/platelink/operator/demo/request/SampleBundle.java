package org.platelink.operator.demo.request;

import java.math.BigDecimal;
import java.util.Locale;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.platelink.operator.demo.story.Analyte;
import org.platelink.operator.demo.story.Event.Sample;
import org.platelink.operator.demo.story.Laboratory;
import org.platelink.operator.demo.story.Result;
import org.platelink.operator.demo.story.Result.AbsentValue;
import org.platelink.operator.demo.story.Result.MeasuredValue;
import org.platelink.operator.demo.story.Result.Presence;
import org.platelink.operator.demo.story.SubjectStory;
import org.platelink.platform.canonical.CodeSystems;

/**
 * Builds the transaction Bundles of a hospital laboratory for a sample: an Observation for each result, and the
 * DiagnosticReport that references them.
 */
final class SampleBundle {

    private static final BigDecimal LOWEST_NORMAL_COUNT = BigDecimal.valueOf(125);
    private static final BigDecimal HIGHEST_NORMAL_COUNT = BigDecimal.valueOf(350);

    private final SubjectStory story;
    private final Sample sample;

    SampleBundle(SubjectStory story, Sample sample) {
        this.story = story;
        this.sample = sample;
    }

    /** The Bundle of the first report. */
    Bundle first() {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        DiagnosticReport report = report();
        for (Result result : sample.results()) {
            Identifier identifier = identifier(result.analyte());
            String url = Synthetic.url(identifier);
            Synthetic.addTo(bundle, observation(result, ObservationStatus.FINAL), identifier)
                    .setFullUrl(url);
            report.addResult(new Reference(url));
        }
        Synthetic.addTo(bundle, report, identifier("report"));
        return bundle;
    }

    /** The Bundle that replaces results with corrected ones. */
    Bundle corrected() {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        for (Result result : sample.results()) {
            Identifier identifier = identifier(result.analyte());
            bundle.addEntry()
                    .setResource(observation(result, ObservationStatus.CORRECTED))
                    .getRequest()
                    .setMethod(HTTPVerb.PUT)
                    .setUrl("Observation?identifier=" + identifier.getSystem() + "|" + identifier.getValue());
        }
        return bundle;
    }

    private Observation observation(Result result, ObservationStatus status) {
        Measure measure = Measure.of(sample.laboratory(), result.analyte());
        Observation observation = new Observation();
        observation.setMeta(Synthetic.meta(story.cohort()));
        observation.addIdentifier(identifier(result.analyte()));
        observation.setStatus(status);
        observation.addCategory(Synthetic.coded(CodeSystems.OBSERVATION_CATEGORY, "laboratory"));
        observation.setCode(Synthetic.coded(CodeSystems.LOINC, measure.loinc()));
        observation.setSubject(Synthetic.patient());
        if (sample.namesVisit()) {
            observation.setEncounter(Synthetic.visit(sample.action()));
        }
        observation.setEffective(Synthetic.time(sample.at()));
        if (result.outcome() instanceof MeasuredValue measured) {
            observation.setValue(measure.quantity(measured.value()));
            addLimits(observation, result.analyte(), measured, measure);
        } else if (result.outcome() instanceof Presence presence) {
            observation.setValue(presence(presence.positive()));
        } else if (result.outcome() instanceof AbsentValue undetermined) {
            observation.setDataAbsentReason(Synthetic.coded(CodeSystems.DATA_ABSENT_REASON, "error"));
            observation.addNote().setText(undetermined.why());
        }
        return observation;
    }

    private static void addLimits(Observation observation, Analyte analyte, MeasuredValue measured, Measure measure) {
        if (analyte == Analyte.PLATELETS) {
            observation
                    .addReferenceRange()
                    .setLow(measure.quantity(LOWEST_NORMAL_COUNT))
                    .setHigh(measure.quantity(HIGHEST_NORMAL_COUNT));
        } else if (measured.upperLimit() != null) {
            observation.addReferenceRange().setHigh(measure.quantity(measured.upperLimit()));
        }
    }

    /** Each laboratory codes positive and negative differently. */
    private CodeableConcept presence(boolean positive) {
        Laboratory laboratory = sample.laboratory();
        return switch (laboratory) {
            case SI -> Synthetic.coded(CodeSystems.SNOMED_CT, positive ? "10828004" : "260385009");
            case CONVENTIONAL -> Synthetic.coded(CodeSystems.LOINC, positive ? "LA6576-8" : "LA6577-6");
            case KATAL -> Synthetic.coded(CodeSystems.OBSERVATION_INTERPRETATION, positive ? "POS" : "NEG");
        };
    }

    private DiagnosticReport report() {
        DiagnosticReport report = new DiagnosticReport();
        report.setMeta(Synthetic.meta(story.cohort()));
        report.addIdentifier(identifier("report"));
        report.setStatus(DiagnosticReportStatus.FINAL);
        report.addCategory(Synthetic.coded(CodeSystems.DIAGNOSTIC_SERVICE, "LAB"));
        report.setCode(new CodeableConcept().setText("Blood results"));
        report.setSubject(Synthetic.patient());
        if (sample.namesVisit()) {
            report.setEncounter(Synthetic.visit(sample.action()));
        }
        report.setEffective(Synthetic.time(sample.at()));
        return report;
    }

    /** The identifier of a result. */
    Identifier identifier(Analyte analyte) {
        return identifier(name(analyte));
    }

    private Identifier identifier(String what) {
        return new Identifier()
                .setSystem(Synthetic.LABORATORY)
                .setValue(Synthetic.number(story, sample.action() + "-" + what));
    }

    private static String name(Analyte analyte) {
        return analyte.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
