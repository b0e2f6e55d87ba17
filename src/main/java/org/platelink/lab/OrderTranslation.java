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
import org.platelink.hl7v2.Result;
import org.platelink.hl7v2.Sample;
import org.platelink.journal.Reason;
import org.platelink.lab.CodeWords.Named;
import org.platelink.lab.Identities.Identity;

/** An order with its results and samples in FHIR, each with its id and referring to the others. */
final class OrderTranslation {

    private final CodeWords codes;
    private final Statuses statuses;
    private final StateFindings states;
    private final Analytes analytes;
    private final HeldResults held;
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
     * @param held takes what may wait by itself
     * @param all every order of the patient
     */
    OrderTranslation(SiteMaps maps, Analytes analytes, ZoneId zone, FoundIn found, HeldResults held, List<Order> all) {
        this.codes = new CodeWords(maps);
        this.statuses = new Statuses(maps);
        this.states = new StateFindings(maps, found);
        this.analytes = analytes;
        this.held = held;
        Numbered numbers = new Numbered(maps);
        this.identities = new Identities(maps.site(), numbers, all);
        this.results = new ResultTranslation(maps, analytes, codes, numbers, zone, found);
        this.reports = new ReportTranslation(maps, numbers, zone, found);
        this.samples = new SampleTranslation(codes, numbers, zone);
        this.zone = zone;
        this.found = found;
    }

    /**
     * What an order comes to.
     *
     * @param accounted how many OBX segments it is made of
     * @param notTaken how many of them are left out on purpose
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
        int notTaken = addResults(order, identity, issued, subject, delivered);
        boolean noneToStore = !order.results().isEmpty() && delivered.isEmpty();
        if (!noneToStore) {
            addReport(order, named, identity, issued, subject, delivered);
        }
        return new Made(delivered, order.results().size(), notTaken);
    }

    private int addResults(
            Order order, Identity report, @Nullable Instant issued, String subject, List<Delivered> delivered) {
        int notTaken = 0;
        for (List<Result> lines : TextLines.of(order.results())) {
            Result result = TextLines.joined(lines);
            Named named = codes.named(result.code());
            if (isLeftOut(result, named)) {
                notTaken += lines.size();
                continue;
            }
            int before = found.size();
            if (isContradicted(result, named)) {
                states.contradicted("OBX[" + result.number() + "]");
                held.hold(found, before, lines.size());
                continue;
            }
            Observation observation = results.translate(result, order, named, subject);
            new SentAs("OBX[" + result.number() + "]", 0, found.size() > before).mark(observation);
            // Counted among those that are alike though it may wait, so that it is the same one when it waits no
            // longer.
            Identity identity = identities.result(report, result, named);
            if (held.hold(found, before, lines.size())) {
                continue;
            }
            observation.setId(identity.id());
            delivered.add(delivered(observation, identity, report.id(), issued));
        }
        return notTaken;
    }

    private boolean isLeftOut(Result result, Named named) {
        return named.notTaken()
                || analytes.isOther(named.concept())
                || isDetail(result) && (!isOfTheStudy(result, named) || isDetailByTheMap(result));
    }

    /** A detail of the order is no result. If it has a value of an analyte of the study, it must not be lost. */
    private boolean isContradicted(Result result, Named named) {
        return isDetail(result)
                && isOfTheStudy(result, named)
                && statuses.contradicted(result).isEmpty();
    }

    private boolean isDetail(Result result) {
        return statuses.code(result).filter(Statuses::isOrderDetail).isPresent();
    }

    private boolean isDetailByTheMap(Result result) {
        return statuses.contradicted(result).filter(Statuses::isOrderDetail).isPresent();
    }

    private boolean isOfTheStudy(Result result, Named named) {
        return ValueTranslation.hasValue(result) && analytes.of(named.loinc()).isPresent();
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
            List<Delivered> delivered) {
        Optional<String> effective = delivered.stream()
                .map(one -> ((Observation) one.resource()).getEffective())
                .filter(time -> time != null)
                .map(time -> time.primitiveValue())
                .findFirst();
        int before = found.size();
        DiagnosticReport report = reports.translate(order, named, subject, effective);
        new SentAs("OBR[" + order.number() + "]", 0, found.size() > before).mark(report);
        report.setId(identity.id());
        delivered.forEach(one ->
                report.addResult(new Reference("Observation/" + one.resource().getIdPart())));
        List<Delivered> fresh = new ArrayList<>();
        for (int i = 0; i < order.samples().size(); i++) {
            Delivered tube = sample(order.samples().get(i), identity, i + 1, issued, subject);
            new SentAs("OBR[" + order.number() + "]", i + 1, false).mark(tube.resource());
            report.addSpecimen(new Reference("Specimen/" + tube.resource().getIdPart()));
            if (tubes.put(tube.resource().getIdPart(), (Specimen) tube.resource()) == null) {
                fresh.add(tube);
            }
        }
        if (report.getSpecimen().size() == 1) {
            String specimen = report.getSpecimenFirstRep().getReference();
            delivered.forEach(one -> ((Observation) one.resource()).setSpecimen(new Reference(specimen)));
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
