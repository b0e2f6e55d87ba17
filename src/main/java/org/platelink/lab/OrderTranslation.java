package org.platelink.lab;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Specimen;
import org.jspecify.annotations.Nullable;
import org.platelink.hl7v2.EntityIdentifier;
import org.platelink.hl7v2.Hl7Time;
import org.platelink.hl7v2.Order;
import org.platelink.hl7v2.Result;
import org.platelink.hl7v2.Sample;
import org.platelink.journal.Reason;
import org.platelink.lab.CodeWords.Named;

/** An order with its results and samples in FHIR, each with its id and referring to the others. */
final class OrderTranslation {

    private final SiteMaps maps;
    private final CodeWords codes;
    private final Numbered numbers;
    private final ResultTranslation results;
    private final ReportTranslation reports;
    private final SampleTranslation samples;
    private final ZoneId zone;
    private final FoundIn found;
    private final Map<String, Integer> alike = new HashMap<>();

    OrderTranslation(SiteMaps maps, Analytes analytes, ZoneId zone, FoundIn found) {
        this.maps = maps;
        this.codes = new CodeWords(maps);
        this.numbers = new Numbered(maps);
        this.results = new ResultTranslation(maps, analytes, codes, numbers, zone, found);
        this.reports = new ReportTranslation(numbers, zone, found);
        this.samples = new SampleTranslation(codes, numbers, zone);
        this.zone = zone;
        this.found = found;
    }

    /**
     * What an order comes to.
     *
     * @param accounted how many OBX segments it is made of
     * @param notTaken how many of them a map leaves out
     */
    record Made(List<Delivered> delivered, int accounted, int notTaken) {}

    Made translate(Order order, String subject) {
        EntityIdentifier number = order.filler().isEmpty() ? order.placer() : order.filler();
        if (number.isEmpty()) {
            found.add(
                    Reason.NO_ORDER_NUMBER,
                    "OBR[" + order.number() + "]-3",
                    null,
                    "The order has no number; send the laboratory's in OBR-3 or ORC-3, or the orderer's in OBR-2.");
            return new Made(List.of(), order.results().size(), 0);
        }
        Named named = codes.named(order.code());
        String system = numbers.system(number);
        ResultKey key = occurrence(ResultKey.report(maps.site(), system, number.id(), named.key()));
        ResultKey name = ResultKey.report(maps.site(), system, number.id(), named.sent());
        Instant issued = Hl7Time.asInstant(order.issued(), zone).orElse(null);
        List<Delivered> delivered = new ArrayList<>();
        int notTaken = addResults(order, key, name, issued, subject, delivered);
        boolean onlyLeftOut = !order.results().isEmpty() && delivered.isEmpty();
        if (!onlyLeftOut) {
            addReport(order, named, key, name, issued, subject, delivered);
        }
        return new Made(delivered, order.results().size(), notTaken);
    }

    private int addResults(
            Order order,
            ResultKey report,
            ResultKey reportName,
            @Nullable Instant issued,
            String subject,
            List<Delivered> delivered) {
        int notTaken = 0;
        for (List<Result> lines : TextLines.of(order.results())) {
            Result result = TextLines.joined(lines);
            Named named = codes.named(result.code());
            if (Statuses.isOrderDetail(result) || named.notTaken()) {
                notTaken += named.notTaken() ? lines.size() : 0;
                continue;
            }
            Observation observation = results.translate(result, order, named, subject);
            ResultKey key;
            ResultKey name;
            if (result.identifier().isEmpty()) {
                int occurrence = alike.merge(report.text() + named.key() + "/" + result.subId(), 1, Integer::sum);
                key = ResultKey.observation(report, named.key(), result.subId(), occurrence);
                name = ResultKey.observation(reportName, named.sent(), result.subId(), occurrence);
            } else {
                key = occurrence(ResultKey.observation(
                        maps.site(),
                        numbers.system(result.identifier()),
                        result.identifier().id()));
                name = key;
            }
            observation.setId(key.id());
            delivered.add(new Delivered(observation, name.text(), key.text(), report.id(), issued));
        }
        return notTaken;
    }

    /** Of several with one key in a message, the second is another one. */
    private ResultKey occurrence(ResultKey key) {
        return key.occurrence(alike.merge(key.text(), 1, Integer::sum));
    }

    private void addReport(
            Order order,
            Named named,
            ResultKey key,
            ResultKey name,
            @Nullable Instant issued,
            String subject,
            List<Delivered> delivered) {
        Optional<String> effective = delivered.stream()
                .map(one -> ((Observation) one.resource()).getEffective())
                .filter(time -> time != null)
                .map(time -> time.primitiveValue())
                .findFirst();
        DiagnosticReport report = reports.translate(order, named, subject, effective);
        report.setId(key.id());
        delivered.forEach(one ->
                report.addResult(new Reference("Observation/" + one.resource().getIdPart())));
        List<Delivered> taken = new ArrayList<>();
        for (int i = 0; i < order.samples().size(); i++) {
            taken.add(sample(order.samples().get(i), key, i + 1, issued, subject));
        }
        taken.forEach(one ->
                report.addSpecimen(new Reference("Specimen/" + one.resource().getIdPart())));
        if (taken.size() == 1) {
            String specimen = report.getSpecimenFirstRep().getReference();
            delivered.forEach(one -> ((Observation) one.resource()).setSpecimen(new Reference(specimen)));
        }
        delivered.add(new Delivered(report, name.text(), key.text(), null, issued));
        delivered.addAll(taken);
    }

    private Delivered sample(Sample sample, ResultKey report, int number, @Nullable Instant issued, String subject) {
        Specimen specimen = samples.translate(sample, subject);
        ResultKey key = sample.identifier().isEmpty()
                ? ResultKey.specimen(report, number)
                : occurrence(ResultKey.specimen(
                        maps.site(),
                        numbers.system(sample.identifier()),
                        sample.identifier().id()));
        specimen.setId(key.id());
        return new Delivered(specimen, key.text(), key.text(), null, issued);
    }
}
