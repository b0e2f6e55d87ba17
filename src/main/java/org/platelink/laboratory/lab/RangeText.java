package org.platelink.laboratory.lab;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Quantity;

/** Parses reference ranges (OBX-7): the text as it was sent, and low and high bounds where these are unambiguous. */
final class RangeText {

    private static final String NUMBER = "(\\d{1,15}(?:\\.\\d{1,15})?)";
    private static final Pattern BOTH = Pattern.compile("\\s*" + NUMBER + "\\s*(?:-|to)\\s*" + NUMBER + "\\s*");
    private static final Pattern ONE = Pattern.compile("\\s*(<=?|>=?)\\s*" + NUMBER + "\\s*");

    private RangeText() {}

    /**
     * Parses a range.
     *
     * @param value the quantity whose unit the bounds get
     */
    static ObservationReferenceRangeComponent read(String text, Quantity value) {
        ObservationReferenceRangeComponent range = new ObservationReferenceRangeComponent();
        range.setText(text);
        Matcher both = BOTH.matcher(text);
        Matcher one = ONE.matcher(text);
        if (both.matches() && new BigDecimal(both.group(1)).compareTo(new BigDecimal(both.group(2))) <= 0) {
            range.setLow(bound(both.group(1), value)).setHigh(bound(both.group(2), value));
        } else if (one.matches() && one.group(1).startsWith("<")) {
            range.setHigh(bound(one.group(2), value));
        } else if (one.matches()) {
            range.setLow(bound(one.group(2), value));
        }
        return range;
    }

    private static Quantity bound(String number, Quantity value) {
        return new Quantity()
                .setValue(new BigDecimal(number))
                .setUnit(value.getUnit())
                .setSystem(value.getSystem())
                .setCode(value.getCode());
    }
}
