package org.platelink.laboratory.intake.store;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/**
 * Two synthetic laboratory systems that number for themselves, use numbers again, correct what they sent, and time
 * several samples of one order. What it has sent last of each sample is known, to be compared with what was stored.
 */
final class Laboratory {

    private static final DateTimeFormatter HL7 = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'+0000'");
    private static final DateTimeFormatter FHIR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 3, 2, 8, 15);

    private final Random random;
    private final List<String> patients;
    private final List<Transmission> sent = new ArrayList<>();
    private final Map<String, String> last = new TreeMap<>();
    private final Set<String> orders = new TreeSet<>();
    private int states;

    /**
     * A state of one sample.
     *
     * @param sender MSH-3
     * @param number OBR-3, with its namespace if it has one
     * @param status OBX-11
     */
    record State(
            String sender,
            String patient,
            String number,
            LocalDateTime ordered,
            LocalDateTime taken,
            int issued,
            String status,
            String value) {}

    /** What is sent at once: states of samples of one order. */
    record Transmission(List<State> states) {

        State first() {
            return states.get(0);
        }

        /** As a message of HL7 v2. */
        String oru(String control) {
            StringBuilder message = new StringBuilder("MSH|^~\\&|" + first().sender() + "|HOSP|PLATELINK|TRIAL|"
                    + HL7.format(issued(first().issued())) + "||ORU^R01|" + control + "|P|2.5.1\rPID|1||"
                    + first().patient() + "^^^HOSP^MR\rOBR|1||" + first().number() + "|CBC^Blood count^L|||"
                    + HL7.format(first().ordered()) + "|||||||||||||||" + HL7.format(issued(first().issued()))
                    + "|||" + (states.stream().anyMatch(one -> one.status().equals("C")) ? "C" : "F") + "\r");
            for (int i = 0; i < states.size(); i++) {
                State state = states.get(i);
                message.append("OBX|")
                        .append(i + 1)
                        .append("|NM|777-3^Platelets^LN||")
                        .append(state.value())
                        .append("|10*9/L^^UCUM||||")
                        .append("|")
                        .append(state.status())
                        .append("|||")
                        .append(HL7.format(state.taken()))
                        .append('\r');
            }
            return message.toString();
        }

        /** Whether the number says whose it is, so that it means the same in FHIR. */
        boolean isOfNamedAuthority() {
            return first().number().contains("^");
        }

        /** The same as a transaction of FHIR. */
        Bundle bundle() {
            String site = "https://platelink.org/site/site-1";
            return bundle(site + "/numbers/LAB", coded(site + "/lab-codes", "CBC"), "", UnaryOperator.identity());
        }

        /**
         * The same as a transaction of FHIR.
         *
         * @param numbers the namespace of the laboratory's numbers
         * @param count the code of a blood count
         * @param prefix of the order's number
         * @param id gives the id of the participant with a patient's number
         */
        Bundle bundle(String numbers, CodeableConcept count, String prefix, UnaryOperator<String> id) {
            Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
            bundle.setTimestamp(Date.from(issued(first().issued()).toInstant(ZoneOffset.UTC)));
            DiagnosticReport report = new DiagnosticReport();
            report.addIdentifier()
                    .setSystem(numbers)
                    .setValue(prefix + first().number().replaceFirst("\\^.*", ""));
            report.setStatus(DiagnosticReportStatus.FINAL);
            report.setCode(count);
            report.addCategory(coded("http://terminology.hl7.org/CodeSystem/v2-0074", "LAB"));
            report.setSubject(new Reference("Patient/" + id.apply(first().patient())));
            report.setEffective(new DateTimeType(FHIR.format(first().ordered())));
            report.setIssued(Date.from(issued(first().issued()).toInstant(ZoneOffset.UTC)));
            bundle.addEntry()
                    .setResource(report)
                    .getRequest()
                    .setMethod(HTTPVerb.POST)
                    .setUrl("DiagnosticReport");
            for (State state : states) {
                String address = "urn:uuid:" + UUID.randomUUID();
                report.addResult(new Reference(address));
                bundle.addEntry()
                        .setFullUrl(address)
                        .setResource(observation(state, id.apply(state.patient())))
                        .getRequest()
                        .setMethod(HTTPVerb.POST)
                        .setUrl("Observation");
            }
            return bundle;
        }

        private Observation observation(State state, String patient) {
            Observation result = new Observation();
            result.setStatus(state.status().equals("C") ? ObservationStatus.CORRECTED : ObservationStatus.FINAL);
            result.setCode(coded("http://loinc.org", "777-3"));
            result.addCategory(coded("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory"));
            result.setSubject(new Reference("Patient/" + patient));
            result.setEffective(new DateTimeType(FHIR.format(state.taken())));
            result.setIssued(Date.from(issued(first().issued()).toInstant(ZoneOffset.UTC)));
            result.setValue(new Quantity()
                    .setValue(new BigDecimal(state.value()))
                    .setUnit("10*9/L")
                    .setSystem("http://unitsofmeasure.org")
                    .setCode("10*9/L"));
            return result;
        }

        private static CodeableConcept coded(String system, String code) {
            return new CodeableConcept(new Coding(system, code, null));
        }

        private static LocalDateTime issued(int state) {
            return FIRST.plusDays(60).plusMinutes(state);
        }
    }

    Laboratory(Random random, List<String> patients) {
        this.random = random;
        this.patients = patients;
    }

    /** Orders so many blood counts, each with a few samples and a few states of each. */
    Laboratory order(int count) {
        for (int i = 0; i < count; i++) {
            order();
        }
        return this;
    }

    private void order() {
        String sender = random.nextBoolean() ? "LIS-A" : "LIS-B";
        String number = (1 + random.nextInt(2)) + (random.nextInt(3) == 0 ? "^LAB" : "");
        String patient = patients.get(random.nextInt(patients.size()));
        LocalDateTime ordered = FIRST.plusDays(random.nextInt(6)).plusHours(random.nextInt(3));
        // A number is used again for another sample, and not for two samples of one moment.
        String use = (number.endsWith("LAB") ? "" : sender) + number;
        List<LocalDateTime> taken = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            LocalDateTime time = ordered.plusHours(4L * i);
            if (orders.add(use + time)) {
                taken.add(time);
            }
        }
        if (taken.isEmpty()) {
            return;
        }
        List<State> originals = taken.stream()
                .map(time -> new State(sender, patient, number, ordered, time, ++states, "F", value()))
                .toList();
        sendTogetherOrAlone(originals);
        List<State> corrections = new ArrayList<>();
        for (State original : originals) {
            if (random.nextInt(2) == 0) {
                corrections.add(new State(sender, patient, number, ordered, original.taken(), ++states, "C", value()));
            }
        }
        sendTogetherOrAlone(corrections);
    }

    private String value() {
        return String.valueOf(5 + random.nextInt(400));
    }

    private void sendTogetherOrAlone(List<State> all) {
        for (State state : all) {
            String status = state.status().equals("C") ? "corrected" : "final";
            String key = "Patient/" + state.patient() + " " + FHIR.format(state.taken()) + " "
                    + (state.number().endsWith("LAB") ? "" : state.sender()) + state.number();
            last.put(
                    key,
                    "Patient/" + state.patient() + " " + FHIR.format(state.taken()) + " " + status + " "
                            + state.value());
        }
        if (all.isEmpty()) {
            return;
        }
        List<State> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        if (random.nextBoolean()) {
            sent.add(new Transmission(shuffled));
        } else {
            shuffled.forEach(state -> sent.add(new Transmission(List.of(state))));
        }
    }

    /** All that was sent, in any order, some of it twice. */
    List<Transmission> delivered() {
        List<Transmission> all = new ArrayList<>(sent);
        sent.stream().filter(one -> random.nextInt(3) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        return all;
    }

    /** What it has sent last of each sample, as {@code subject time status value}. */
    List<String> last() {
        return new LinkedHashMap<>(last).values().stream().sorted().toList();
    }
}
