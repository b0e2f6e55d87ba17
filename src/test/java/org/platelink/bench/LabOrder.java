package org.platelink.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.platelink.laboratory.lab.Labs;

/**
 * A synthetic order of ten blood tests, in the words of HL7 v2 and in those of FHIR. Its values differ from order to
 * order.
 *
 * @param series what its numbers begin with, so that no two orders have the same
 * @param participant whose it is
 */
record LabOrder(String series, int number, int participant) {

    private static final List<BloodTest> TESTS = List.of(
            new BloodTest("PLT", "777-3", "10*9/L", "125", "350"),
            new BloodTest("WBC", "6690-2", "10*9/L", "3.5", "9.5"),
            new BloodTest("RBC", "789-8", "10*12/L", "3.8", "5.1"),
            new BloodTest("HGB", "718-7", "g/L", "115", "150"),
            new BloodTest("ALT", "1742-6", "U/L", "7", "40"),
            new BloodTest("AST", "1920-8", "U/L", "13", "35"),
            new BloodTest("TBIL", "14631-6", "umol/L", "3", "21"),
            new BloodTest("CREA", "14682-9", "umol/L", "41", "73"),
            new BloodTest("IGG", "2465-3", "g/L", "7", "16"),
            new BloodTest("IGA", "2458-8", "g/L", "0.7", "4"));

    /** How many results an order has. */
    static final int RESULTS = TESTS.size();

    /** A test as the demo site's laboratory names it, with its LOINC code, its unit and its reference range. */
    private record BloodTest(String word, String loinc, String unit, String low, String high) {

        /** From the lower bound on, as far above the upper one as that is above the lower. */
        BigDecimal value(int seed) {
            BigDecimal width = new BigDecimal(high).subtract(new BigDecimal(low));
            return new BigDecimal(low)
                    .add(width.multiply(BigDecimal.valueOf(Math.floorMod(seed * 31, 97)))
                            .divide(BigDecimal.valueOf(50), 1, RoundingMode.HALF_UP));
        }

        Quantity bound(String value) {
            return new Quantity()
                    .setValue(new BigDecimal(value))
                    .setUnit(unit)
                    .setSystem("http://unitsofmeasure.org")
                    .setCode(unit);
        }
    }

    /** The number that the laboratory knows a participant by. */
    static String personNumber(int participant) {
        return "SYN-BENCH-" + participant;
    }

    static String patientId(int participant) {
        return "bench-" + participant;
    }

    private String orderNumber() {
        return series + "-" + number;
    }

    private String month() {
        return "%02d".formatted(1 + number / 28 % 12);
    }

    private String day() {
        return "%02d".formatted(1 + number % 28);
    }

    /** The message that brings it. */
    String message() {
        String date = "2026" + month() + day();
        StringBuilder message = new StringBuilder("MSH|^~\\&|LIS|HOSP|PLATELINK|TRIAL|" + date + "090000+0800||ORU^R01|"
                + orderNumber() + "|P|2.5.1\rPID|1||" + personNumber(participant) + "^^^HOSP^MR\rOBR|1||"
                + orderNumber()
                + "^LAB|CBC^Blood count^L|||" + date + "081500+0800|||||||||||||||" + date + "085500+0800|||F\r");
        for (int i = 0; i < RESULTS; i++) {
            BloodTest test = TESTS.get(i);
            message.append("OBX|%d|NM|%s^%s^L||%s|%s|%s-%s|N|||F\r"
                    .formatted(
                            i + 1,
                            test.word(),
                            test.word(),
                            test.value(number + i * 7),
                            test.unit(),
                            test.low(),
                            test.high()));
        }
        return message.toString();
    }

    /** The transaction that brings it: its results and the report that refers to them, each created if it is new. */
    Bundle transaction() {
        String date = "2026-" + month() + "-" + day();
        String taken = date + "T08:15:00+08:00";
        InstantType issued = new InstantType(date + "T08:55:00+08:00");
        Resource[] resources = new Resource[RESULTS + 1];
        String[] addresses = new String[RESULTS];
        for (int i = 0; i < RESULTS; i++) {
            BloodTest test = TESTS.get(i);
            Observation result = Labs.result(
                    patientId(participant),
                    orderNumber() + "-" + test.word(),
                    test.loinc(),
                    test.value(number + i * 7).toPlainString(),
                    test.unit(),
                    taken);
            result.setIssuedElement(issued.copy());
            result.addReferenceRange().setLow(test.bound(test.low())).setHigh(test.bound(test.high()));
            resources[i] = result;
            addresses[i] = "urn:uuid:00000000-0000-4000-8000-%012d".formatted(i);
        }
        DiagnosticReport report = Labs.report(patientId(participant), orderNumber(), taken, addresses);
        resources[RESULTS] = report.setIssuedElement(issued);
        Bundle transaction = Labs.transaction(resources);
        for (int i = 0; i < RESULTS; i++) {
            transaction.getEntry().get(i).setFullUrl(addresses[i]);
        }
        return transaction;
    }
}
