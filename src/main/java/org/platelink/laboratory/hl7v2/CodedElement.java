package org.platelink.laboratory.hl7v2;

/**
 * A coded element (HL7 data type CWE, CE, CNE, CF or IS). Components that were not sent are empty.
 *
 * @param code the identifier (component 1)
 * @param text its display text (component 2)
 * @param system the name of its coding system as in HL7 table 0396, such as {@code LN} (component 3)
 * @param alternateCode component 4
 * @param alternateText component 5
 * @param alternateSystem component 6
 * @param originalText component 9
 */
public record CodedElement(
        String code,
        String text,
        String system,
        String alternateCode,
        String alternateText,
        String alternateSystem,
        String originalText) {

    /** Nothing was sent. */
    public static final CodedElement NONE = new CodedElement("", "", "", "", "", "", "");

    /** Whether neither a code nor a text was sent. */
    public boolean isEmpty() {
        return code.isEmpty() && text.isEmpty() && alternateCode.isEmpty() && originalText.isEmpty();
    }

    /** The human-readable text: the original text, else the text, else the code, else the alternate text or code. */
    public String words() {
        if (!originalText.isEmpty()) {
            return originalText;
        }
        if (!text.isEmpty()) {
            return text;
        }
        return code.isEmpty() ? alternateText.isEmpty() ? alternateCode : alternateText : code;
    }

    /** The human-readable text, followed by the code in brackets if the two differ. */
    public String wordsWithCode() {
        String words = words();
        return code.isEmpty() || words.equals(code) ? words : words + " (" + code + ")";
    }
}
