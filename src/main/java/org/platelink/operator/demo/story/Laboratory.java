package org.platelink.operator.demo.story;

/** Where blood is looked at. Each writes the same results in its own units and codes. */
public enum Laboratory {
    /** Counts per litre, U/L, umol/L, g/L. */
    SI,
    /** Counts in thousands per microlitre, U/L, mg/dL. */
    CONVENTIONAL,
    /** Counts per microlitre, enzymes in ukat/L, else as SI. */
    KATAL;

    private static final int ELSEWHERE_PERCENT = 8;

    /** The one that looks at most of a subject's blood. */
    static Laboratory of(int subject) {
        return switch (subject % 4) {
            case 2 -> CONVENTIONAL;
            case 3 -> KATAL;
            default -> SI;
        };
    }

    /** The one that looks at a single sample: now and then it is another. */
    Laboratory ofSample(RandomStream chance) {
        return chance.percent(ELSEWHERE_PERCENT) ? values()[(ordinal() + 1) % values().length] : this;
    }
}
