package org.platelink.laboratory.lab;

import java.time.ZoneId;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Specimen;
import org.platelink.laboratory.hl7v2.Hl7Time;
import org.platelink.laboratory.hl7v2.Sample;

/** Translates a specimen of HL7 v2 (SPM or OBR-15) to a Specimen. */
final class SampleTranslation {

    private final CodeTranslation codes;
    private final IdentifierTranslation numbers;
    private final SampleStateTranslation states;
    private final ZoneId zone;

    SampleTranslation(SiteMaps maps, CodeTranslation codes, IdentifierTranslation numbers, ZoneId zone) {
        this.codes = codes;
        this.numbers = numbers;
        this.states = new SampleStateTranslation(codes, maps);
        this.zone = zone;
    }

    Specimen translate(Sample sample, String subject) {
        Specimen specimen = new Specimen();
        if (!sample.identifier().isEmpty()) {
            specimen.addIdentifier(numbers.identifier(sample.identifier(), IdentifierTranslation.Kind.SPECIMEN, ""));
        }
        if (!sample.numbers().placed().isEmpty() && !sample.numbers().filled().isEmpty()) {
            specimen.addIdentifier(
                    numbers.identifier(sample.numbers().placed(), IdentifierTranslation.Kind.SPECIMEN, "PLAC"));
        }
        if (!sample.type().isEmpty()) {
            specimen.setType(codes.plain(sample.type()));
        }
        specimen.setSubject(new Reference(subject));
        Optional<String> from = Hl7Time.asFhir(sample.collectedFrom(), zone);
        Optional<String> to = Hl7Time.asFhir(sample.collectedTo(), zone);
        if (from.isPresent() && to.isPresent()) {
            specimen.getCollection()
                    .setCollected(new Period()
                            .setStartElement(new DateTimeType(from.get()))
                            .setEndElement(new DateTimeType(to.get())));
        } else {
            from.ifPresent(time -> specimen.getCollection().setCollected(new DateTimeType(time)));
        }
        Hl7Time.asFhir(sample.received(), zone)
                .ifPresent(time -> specimen.setReceivedTimeElement(new DateTimeType(time)));
        states.set(specimen, sample.state());
        return specimen;
    }
}
