package org.platelink.operator.demo.story;

/** An analyte that the laboratory measures, with the unit in which the stories hold its values. */
public enum Analyte {
    PLATELETS("10*9/L", 0),
    ALT("U/L", 0),
    AST("U/L", 0),
    BILIRUBIN("umol/L", 1),
    CREATININE("umol/L", 0),
    CLEARANCE("mL/min", 0),
    IGG("g/L", 2),
    IGA("g/L", 2),
    HBSAG("", 0),
    ANTI_HCV("", 0),
    HIV("", 0),
    PREGNANCY("", 0);

    private final String unit;
    private final int decimals;

    Analyte(String unit, int decimals) {
        this.unit = unit;
        this.decimals = decimals;
    }

    /** The UCUM code of the unit; empty for a test that is positive or negative. */
    public String unit() {
        return unit;
    }

    int decimals() {
        return decimals;
    }
}
