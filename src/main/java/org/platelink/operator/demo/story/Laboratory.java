package org.platelink.operator.demo.story;

/** A laboratory that analyses samples. Each reports the same results in its own units and codes. */
public enum Laboratory {
    /** Counts per litre, U/L, umol/L, g/L. */
    SI,
    /** Counts in thousands per microlitre, U/L, mg/dL. */
    CONVENTIONAL,
    /** Counts per microlitre, enzymes in ukat/L, otherwise as SI. */
    KATAL;

    private static final int ELSEWHERE_PERCENT = 8;

    /** The laboratory that analyses most of a subject's samples. */
    static Laboratory of(int subject) {
        return switch (subject % 4) {
            case 2 -> CONVENTIONAL;
            case 3 -> KATAL;
            default -> SI;
        };
    }

    /** The laboratory that analyses one sample: occasionally another one. */
    Laboratory ofSample(RandomStream chance) {
        return chance.percent(ELSEWHERE_PERCENT) ? values()[(ordinal() + 1) % values().length] : this;
    }
}
