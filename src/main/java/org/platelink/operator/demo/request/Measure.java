package org.platelink.operator.demo.request;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.hl7.fhir.r4.model.Quantity;
import org.platelink.operator.demo.story.Analyte;
import org.platelink.operator.demo.story.Laboratory;
import org.platelink.platform.canonical.CodeSystems;

/**
 * How a laboratory reports an analyte. The guide's page Laboratory results lists what is accepted.
 *
 * @param loinc the LOINC code
 * @param unit the UCUM code of the unit
 * @param factor the conversion factor from the unit of the stories to this one
 * @param decimals the number of decimals
 */
record Measure(String loinc, String unit, BigDecimal factor, int decimals) {

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MICROKATAL_A_UNIT = oneBy("60");
    /** Conversion by the molar masses, 584.66 and 113.12 g/mol. */
    private static final BigDecimal BILIRUBIN_MASS = oneBy("17.104");

    private static final BigDecimal CREATININE_MASS = oneBy("88.40");

    static Measure of(Laboratory laboratory, Analyte analyte) {
        boolean mass = laboratory == Laboratory.CONVENTIONAL;
        boolean katal = laboratory == Laboratory.KATAL;
        return switch (analyte) {
            case PLATELETS ->
                katal
                        ? new Measure("777-3", "/uL", THOUSAND, 0)
                        : new Measure("777-3", mass ? "10*3/uL" : "10*9/L", ONE, 0);
            case ALT -> katal ? enzyme("1743-4") : new Measure("1742-6", "U/L", ONE, 0);
            case AST -> katal ? enzyme("30239-8") : new Measure("1920-8", "U/L", ONE, 0);
            case BILIRUBIN ->
                mass
                        ? new Measure("1975-2", "mg/dL", BILIRUBIN_MASS, 2)
                        : new Measure("14631-6", analyte.unit(), ONE, 1);
            case CREATININE ->
                mass
                        ? new Measure("2160-0", "mg/dL", CREATININE_MASS, 2)
                        : new Measure("14682-9", analyte.unit(), ONE, 0);
            case CLEARANCE -> new Measure("35591-7", analyte.unit(), ONE, 0);
            case IGG -> globulin("2465-3", mass);
            case IGA -> globulin("2458-8", mass);
            case HBSAG -> found("5196-1");
            case ANTI_HCV -> found("13955-0");
            case HIV -> found(mass ? "31201-7" : "56888-1");
            case PREGNANCY -> found(mass ? "2106-3" : "2118-8");
        };
    }

    private static Measure enzyme(String loinc) {
        return new Measure(loinc, "ukat/L", MICROKATAL_A_UNIT, 2);
    }

    private static Measure globulin(String loinc, boolean mass) {
        return mass ? new Measure(loinc, "mg/dL", HUNDRED, 0) : new Measure(loinc, "g/L", ONE, 2);
    }

    private static Measure found(String loinc) {
        return new Measure(loinc, "", ONE, 0);
    }

    private static BigDecimal oneBy(String divisor) {
        return ONE.divide(new BigDecimal(divisor), MathContext.DECIMAL64);
    }

    /** Converts a value of the stories to this laboratory's unit and precision. */
    Quantity quantity(BigDecimal value) {
        return quantity(value.multiply(factor).setScale(decimals, RoundingMode.HALF_UP), unit);
    }

    static Quantity quantity(BigDecimal value, String unit) {
        return new Quantity()
                .setValue(value)
                .setUnit(unit)
                .setSystem(CodeSystems.UCUM)
                .setCode(unit);
    }
}
