package org.platelink.laboratory.lab;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.hl7v2.EntityIdentifier;
import org.platelink.laboratory.hl7v2.Hl7Time;
import org.platelink.laboratory.hl7v2.Order;
import org.platelink.laboratory.hl7v2.PatientResult;
import org.platelink.laboratory.hl7v2.Result;
import org.platelink.laboratory.hl7v2.Sample;
import org.platelink.laboratory.journal.Reason;
import org.platelink.laboratory.lab.CodeTranslation.TranslatedCode;
import org.platelink.laboratory.lab.Identities.Identity;
import org.platelink.laboratory.lab.Identities.Report;

/** Translates an order with its results and specimens to FHIR resources, with ids and references to one another. */
final class OrderTranslation {

    private final CodeTranslation codes;
    private final Statuses statuses;
    private final StateFindings states;
    private final Analytes analytes;
    private final ResultHold hold;
    private final ResultTranslation results;
    private final ReportTranslation reports;
    private final SampleTranslation samples;
    private final ZoneId zone;
    private final PatientFindings found;
    private final Identities identities;
    private final String subject;
    private final Map<String, Specimen> tubes = new HashMap<>();

    /**
     * Creates a translator for the orders of one patient; call it for one order after another.
     *
     * @param hold collects the results that may be held back by themselves
     * @param documents whether document results are stored as attachments without content
     * @param identities assigns the ids
     * @param patient whose orders they are
     * @param subject the reference of the Patient, such as {@code Patient/7}
     */
    OrderTranslation(
            SiteMaps maps,
            Analytes analytes,
            ZoneId zone,
            PatientFindings found,
            ResultHold hold,
            boolean documents,
            Identities identities,
            PatientResult patient,
            String subject) {
        this.codes = new CodeTranslation(maps);
        this.statuses = new Statuses(maps);
        this.states = new StateFindings(maps, found);
        this.analytes = analytes;
        this.hold = hold;
        IdentifierTranslation numbers = new IdentifierTranslation(maps);
        this.identities = identities;
        this.subject = subject;
        this.results = new ResultTranslation(maps, analytes, codes, numbers, zone, found, documents);
        this.reports = new ReportTranslation(maps, numbers, zone, found, patient.notes());
        this.samples = new SampleTranslation(maps, codes, numbers, zone);
        this.zone = zone;
        this.found = found;
    }

    /**
     * The outcome for one order.
     *
     * @param accounted how many OBX segments were processed
     * @param notTaken how many of them were left out on purpose
     */
    record TranslatedOrder(List<DeliveredResource> delivered, int accounted, int notTaken) {}

    TranslatedOrder translate(Order order) {
        EntityIdentifier number = order.filler().isEmpty() ? order.placer() : order.filler();
        if (number.isEmpty()) {
            found.add(
                    Reason.NO_ORDER_NUMBER,
                    "OBR[" + order.number() + "]-3",
                    null,
                    "The order has no number; send the laboratory's in OBR-3 or ORC-3, or the orderer's in OBR-2.");
            return new TranslatedOrder(List.of(), order.results().size(), 0);
        }
        TranslatedCode named = codes.named(order.code());
        boolean corrected = statuses.corrects(order);
        Report report = identities.report(number, named, timeOf(order), corrected);
        Instant issued = Hl7Time.asInstant(order.issued(), zone).orElse(null);
        List<DeliveredResource> delivered = new ArrayList<>();
        List<Result> taken = new ArrayList<>();
        int notTaken = addResults(order, report, issued, delivered, taken);
        boolean noneToStore = !order.results().isEmpty() && delivered.isEmpty();
        if (!noneToStore) {
            addReport(order, named, report, issued, delivered, taken);
        }
        return new TranslatedOrder(delivered, order.results().size(), notTaken);
    }

    /**
     * The clinically relevant time of an order's results, from the order itself, or else from its first result with a
     * time.
     */
    private @Nullable String timeOf(Order order) {
        return Stream.concat(
                        Stream.of(order.observedFrom()),
                        order.results().stream().map(Result::observed))
                .filter(time -> !time.isEmpty())
                .findFirst()
                .flatMap(time -> Hl7Time.asFhir(time, zone))
                .orElse(null);
    }

    private int addResults(
            Order order,
            Report report,
            @Nullable Instant issued,
            List<DeliveredResource> delivered,
            List<Result> taken) {
        int notTaken = 0;
        for (List<Result> lines : TextLines.of(order.results())) {
            Result result = TextLines.joined(lines);
            TranslatedCode named = codes.named(result.code());
            if (isLeftOut(result, named)) {
                notTaken += lines.size();
                continue;
            }
            int before = found.size();
            if (isContradicted(result, named)) {
                states.contradicted("OBX[" + result.number() + "]");
                hold.hold(found, before, lines.size());
                continue;
            }
            Observation observation = results.translate(result, order, named, subject);
            SourceSegment source = new SourceSegment("OBX[" + result.number() + "]", 0, found.size() > before);
            boolean changes = statuses.changesWhatWasSent(result, order);
            // Assigned before the result may be held back: it takes part in the numbering of results that are alike,
            // so that it gets the same id when it is stored later.
            Identity identity = identities.result(report, result, named, observation, changes);
            if (hold.hold(found, before, lines.size())) {
                continue;
            }
            observation.setId(identity.id());
            delivered.add(delivered(
                    observation,
                    identity,
                    report.identity().id(),
                    issued,
                    source,
                    identity.isOwn() ? source.segment() + "-21" : numberPlace(order),
                    results.keepsValue(result)));
            taken.add(result);
        }
        return notTaken;
    }

    private boolean isLeftOut(Result result, TranslatedCode named) {
        return named.notTaken()
                || analytes.isOther(named.concept())
                || isDetail(result) && (!isOfTheStudy(result, named) || isDetailByTheMap(result));
    }

    /**
     * An order detail (status O) is not a result. If it has a value of an analyte of the study, it must not be
     * dropped.
     */
    private boolean isContradicted(Result result, TranslatedCode named) {
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

    private boolean isOfTheStudy(Result result, TranslatedCode named) {
        return ValueTranslation.hasValue(result) && analytes.of(named.loinc()).isPresent();
    }

    private static DeliveredResource delivered(
            Resource resource,
            Identity identity,
            @Nullable String report,
            @Nullable Instant issued,
            SourceSegment source,
            String numberPlace,
            boolean keepsValue) {
        return new DeliveredResource(
                resource,
                identity.name().text(),
                identity.key().text(),
                report,
                issued,
                identity.apart(),
                source.segment(),
                numberPlace,
                source,
                null,
                keepsValue);
    }

    private static String numberPlace(Order order) {
        return "OBR[" + order.number() + "]-" + (order.filler().isEmpty() ? 2 : 3);
    }

    private void addReport(
            Order order,
            TranslatedCode named,
            Report identity,
            @Nullable Instant issued,
            List<DeliveredResource> delivered,
            List<Result> taken) {
        Optional<String> effective = delivered.stream()
                .map(one -> ((Observation) one.resource()).getEffective())
                .filter(time -> time != null)
                .map(time -> time.primitiveValue())
                .findFirst();
        int before = found.size();
        DiagnosticReport report = reports.translate(order, named, subject, effective);
        SourceSegment source = new SourceSegment("OBR[" + order.number() + "]", 0, found.size() > before);
        report.setId(identity.identity().id());
        delivered.forEach(one ->
                report.addResult(new Reference("Observation/" + one.resource().getIdPart())));
        List<Specimen> all = new ArrayList<>();
        List<DeliveredResource> fresh = new ArrayList<>();
        for (int i = 0; i < order.samples().size(); i++) {
            DeliveredResource tube = sample(order.samples().get(i), identity, i + 1, issued, order);
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
        delivered.add(delivered(report, identity.identity(), null, issued, source, numberPlace(order), false));
        delivered.addAll(fresh);
    }

    /**
     * A specimen. If another order of the message describes the same one differently, it becomes one of this order
     * alone.
     */
    private DeliveredResource sample(Sample sample, Report report, int number, @Nullable Instant issued, Order order) {
        Specimen specimen = samples.translate(sample, subject);
        String collected = Hl7Time.asFhir(sample.collectedFrom(), zone).orElse(null);
        Identity identity = identities.sample(report, sample, number, collected);
        Specimen earlier = tubes.get(identity.id());
        if (earlier != null && !specimen.setId(identity.id()).equalsDeep(earlier)) {
            identity = identities.sampleOf(report, number, collected);
        }
        specimen.setId(identity.id());
        SourceSegment source = new SourceSegment("OBR[" + order.number() + "]", number, false);
        return delivered(specimen, identity, null, issued, source, numberPlace(order), false);
    }
}
