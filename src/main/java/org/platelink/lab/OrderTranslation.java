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
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.jspecify.annotations.Nullable;
import org.platelink.hl7v2.EntityIdentifier;
import org.platelink.hl7v2.Hl7Time;
import org.platelink.hl7v2.Order;
import org.platelink.hl7v2.PatientResult;
import org.platelink.hl7v2.Result;
import org.platelink.hl7v2.Sample;
import org.platelink.journal.Reason;
import org.platelink.lab.CodeWords.Named;
import org.platelink.lab.Identities.Identity;

/** An order with its results and samples in FHIR, each with its id and referring to the others. */
final class OrderTranslation {

    private final CodeWords codes;
    private final ResultTranslation results;
    private final ReportTranslation reports;
    private final SampleTranslation samples;
    private final ZoneId zone;
    private final FoundIn found;
    private final Identities identities;
    private final Map<String, Specimen> tubes = new HashMap<>();

    /**
     * Translates the orders of one patient, each in its turn.
     *
     * @param patient whose orders they are
     */
    OrderTranslation(SiteMaps maps, Analytes analytes, ZoneId zone, FoundIn found, PatientResult patient) {
        this.codes = new CodeWords(maps);
        Numbered numbers = new Numbered(maps);
        this.identities = new Identities(maps.site(), numbers, patient.orders());
        this.results = new ResultTranslation(maps, analytes, codes, numbers, zone, found);
        this.reports = new ReportTranslation(numbers, zone, found, patient.notes());
        this.samples = new SampleTranslation(maps, codes, numbers, zone);
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
        Identity identity = identities.report(number, named);
        Instant issued = Hl7Time.asInstant(order.issued(), zone).orElse(null);
        List<Delivered> delivered = new ArrayList<>();
        List<Result> taken = new ArrayList<>();
        int notTaken = addResults(order, identity, issued, subject, delivered, taken);
        boolean onlyLeftOut = !order.results().isEmpty() && delivered.isEmpty();
        if (!onlyLeftOut) {
            addReport(order, named, identity, issued, subject, delivered, taken);
        }
        return new Made(delivered, order.results().size(), notTaken);
    }

    private int addResults(
            Order order,
            Identity report,
            @Nullable Instant issued,
            String subject,
            List<Delivered> delivered,
            List<Result> taken) {
        int notTaken = 0;
        for (List<Result> lines : TextLines.of(order.results())) {
            Result result = TextLines.joined(lines);
            Named named = codes.named(result.code());
            if (Statuses.isOrderDetail(result) || named.notTaken()) {
                notTaken += named.notTaken() ? lines.size() : 0;
                continue;
            }
            Observation observation = results.translate(result, order, named, subject);
            Identity identity = identities.result(report, result, named);
            observation.setId(identity.id());
            delivered.add(delivered(observation, identity, report.id(), issued));
            taken.add(result);
        }
        return notTaken;
    }

    private static Delivered delivered(
            Resource resource, Identity identity, @Nullable String report, @Nullable Instant issued) {
        return new Delivered(resource, identity.name().text(), identity.key().text(), report, issued);
    }

    private void addReport(
            Order order,
            Named named,
            Identity identity,
            @Nullable Instant issued,
            String subject,
            List<Delivered> delivered,
            List<Result> taken) {
        Optional<String> effective = delivered.stream()
                .map(one -> ((Observation) one.resource()).getEffective())
                .filter(time -> time != null)
                .map(time -> time.primitiveValue())
                .findFirst();
        DiagnosticReport report = reports.translate(order, named, subject, effective);
        report.setId(identity.id());
        delivered.forEach(one ->
                report.addResult(new Reference("Observation/" + one.resource().getIdPart())));
        List<Specimen> all = new ArrayList<>();
        List<Delivered> fresh = new ArrayList<>();
        for (int i = 0; i < order.samples().size(); i++) {
            Delivered tube = sample(order.samples().get(i), identity, i + 1, issued, subject);
            report.addSpecimen(new Reference("Specimen/" + tube.resource().getIdPart()));
            all.add((Specimen) tube.resource());
            if (tubes.put(tube.resource().getIdPart(), (Specimen) tube.resource()) == null) {
                fresh.add(tube);
            }
        }
        for (int i = 0; i < taken.size(); i++) {
            Observation observation = (Observation) delivered.get(i).resource();
            SampleOfResult.of(taken.get(i), order).map(all::get).ifPresent(tube -> {
                observation.setSpecimen(new Reference("Specimen/" + tube.getIdPart()));
                ResultSpecimen.tell(observation, tube);
            });
        }
        delivered.add(delivered(report, identity, null, issued));
        delivered.addAll(fresh);
    }

    /** A sample; where another order of the message says something else of the same one, it is one of this order alone. */
    private Delivered sample(Sample sample, Identity report, int number, @Nullable Instant issued, String subject) {
        Specimen specimen = samples.translate(sample, subject);
        Identity identity = identities.sample(report, sample, number);
        Specimen known = tubes.get(identity.id());
        if (known != null && !specimen.setId(identity.id()).equalsDeep(known)) {
            identity =
                    new Identity(ResultKey.specimen(report.key(), number), ResultKey.specimen(report.name(), number));
        }
        specimen.setId(identity.id());
        return delivered(specimen, identity, null, issued);
    }
}
