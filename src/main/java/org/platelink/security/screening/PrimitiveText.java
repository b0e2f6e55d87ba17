package org.platelink.security.screening;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.platelink.security.screening.ResourceText.NumberOf;
import org.platelink.security.screening.ResourceText.Reader;

/**
 * Classifies a primitive value for screening: text, number of a thing, code, URI, or binary data that cannot be
 * screened.
 */
final class PrimitiveText {

    /** Lengths in bytes: SHA-1, which FHIR prescribes, and the longer digests that systems send. */
    private static final Set<Integer> DIGESTS = Set.of(20, 32, 64);

    /** A shorter number is a count or a measurement. */
    private static final int DIGITS_OF_NUMBERS = 8;

    private static final int MOST_DIGITS = 64;

    private static final Set<String> BIRTH = Set.of("birthDate", "born", "birthTime");
    private static final int DAY = 10;
    private static final Pattern BIRTH_TIME = Pattern.compile("birth-?(?:time|date|day)$", Pattern.CASE_INSENSITIVE);

    private final Reader reader;

    PrimitiveText(Reader reader) {
        this.reader = reader;
    }

    void read(PrimitiveType<?> primitive, Base parent, Place place, String resourceType) {
        String text = primitive.getValueAsString();
        if (text == null || text.isEmpty() || primitive instanceof IdType) {
            return;
        }
        if (primitive instanceof Base64BinaryType binary) {
            readBinary(binary, parent, place);
        } else if (parent instanceof Identifier identifier && place.name().equals("value")) {
            reader.identifier(place, text, numberOf(identifier, place, resourceType));
        } else if (parent instanceof Coding coding && place.name().equals("code")) {
            reader.code(place, text, KnownSystems.writes(coding) && !KnownSystems.isOfASite(coding));
        } else if (primitive instanceof CodeType) {
            reader.code(place, text, true);
        } else if (primitive instanceof UriType
                || parent instanceof Reference && place.name().equals("reference")) {
            address(place, text);
        } else if (primitive.getClass() == StringType.class || primitive instanceof MarkdownType) {
            reader.text(place, text);
        } else if (primitive instanceof BaseDateTimeType) {
            readDate(text, parent, place);
        } else if (isLargeNumber(primitive)) {
            reader.code(place, text, true);
        }
    }

    /** Refuses all binary data except a digest of an attachment stored elsewhere, in which nothing can be read. */
    private void readBinary(Base64BinaryType binary, Base parent, Place place) {
        boolean digest = parent instanceof Attachment
                && place.name().equals("hash")
                && DIGESTS.contains(binary.getValue().length);
        if (!digest) {
            reader.refuse(place, "Data cannot be looked through for names. Leave it out.");
        }
    }

    private static NumberOf numberOf(Identifier identifier, Place place, String resourceType) {
        boolean logical = place.parent() != null
                && place.parent().name().equals("identifier")
                && place.parent().index() < 0;
        if (ResourceText.isPseudonymous(resourceType) || logical) {
            return NumberOf.SUBJECT;
        }
        return identifier.getType().getCoding().stream().anyMatch(KnownSystems::isTypeOfAnOrder)
                ? NumberOf.ORDER
                : NumberOf.THING;
    }

    /** Passes a URI on percent-decoded, and refuses a data: URI. */
    void address(Place place, String uri) {
        if (uri.stripLeading().toLowerCase(Locale.ROOT).startsWith("data:")) {
            reader.refuse(place, "Data cannot be looked through for names. Leave it out, or refer to where it lies.");
        } else {
            reader.uri(place, decoded(uri));
        }
    }

    private static String decoded(String uri) {
        if (uri.indexOf('%') < 0) {
            return uri;
        }
        try {
            return URLDecoder.decode(uri.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return uri;
        }
    }

    private void readDate(String date, Base parent, Place place) {
        if (date.length() >= DAY && (BIRTH.contains(place.name()) || isBirthTime(parent))) {
            reader.refuse(
                    place,
                    "A full date of birth never enters this server. Send the month or the year alone, as the guide says.");
        }
    }

    private static boolean isBirthTime(Base parent) {
        return parent instanceof Extension extension
                && extension.hasUrl()
                && BIRTH_TIME.matcher(extension.getUrl()).find();
    }

    private static boolean isLargeNumber(PrimitiveType<?> primitive) {
        if (primitive instanceof DecimalType decimal) {
            BigDecimal value = decimal.getValue();
            // The length of its text. A number with a large exponent is never written out.
            long digits = (long) value.precision() - value.scale();
            return digits >= DIGITS_OF_NUMBERS && digits <= MOST_DIGITS;
        }
        return primitive instanceof IntegerType integer
                && String.valueOf(integer.getValue()).length() >= DIGITS_OF_NUMBERS;
    }
}
