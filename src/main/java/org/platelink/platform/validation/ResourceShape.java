package org.platelink.platform.validation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The structure of a resource and of those that it contains, with the values replaced in which one result differs from
 * the next: ids, identifiers' values, the ids in references and their displays, dates, notes, and the numbers of
 * quantities and reference ranges. Each is replaced by the kind of value, but only if it is clearly valid for that
 * kind; any other value is kept.
 *
 * @param text the structure; no two resources that differ elsewhere have the same
 * @param values the values that were replaced
 */
record ResourceShape(String text, List<String> values) {

    private static final Pattern DIGIT = Pattern.compile("\\d");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern REFERENCE = Pattern.compile("([A-Z][A-Za-z]+)/[A-Za-z0-9.-]{1,64}");
    private static final Pattern UUID = Pattern.compile("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern SYSTEM = Pattern.compile("https?://\\S+|urn:oid:[0-2](\\.(0|[1-9]\\d*))+");

    /** Words as people write them, without what could be markup, and without two spaces beside each other. */
    private static final Pattern WORDS =
            Pattern.compile("(?=.{1,500}$)[\\p{L}\\p{N}(][\\p{L}\\p{N}.,;:()/%+=-]*( [\\p{L}\\p{N}.,;:()/%+=-]+)*");

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,11})(\\.\\d{1,6})?");
    private static final Pattern SOURCE =
            Pattern.compile("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(#[A-Za-z0-9]*)?");
    private static final Set<String> QUANTITIES = Set.of(
            "valueQuantity.value",
            "component.valueQuantity.value",
            "referenceRange.low.value",
            "referenceRange.high.value",
            "component.referenceRange.low.value",
            "component.referenceRange.high.value");

    /** Dates below the first level; others may be compared with each other, as those of a period are. */
    private static final Set<String> DATES =
            Set.of("meta.lastUpdated", "note.time", "contained.collection.collectedDateTime", "contained.receivedTime");

    private static final Set<String> TEXTS = Set.of(
            "note.text",
            "contained.note.text",
            "contained.name",
            "contained.name.text",
            "contained.name.family",
            "contained.name.given");

    private static final int DAY_LENGTH = 10;

    /** Dates that the validator accepts without a remark, by the years, the time and the offset. */
    private static final Pattern DATE = Pattern.compile("((?:19|20)\\d\\d-\\d\\d-\\d\\d)"
            + "(?:T(\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d{1,3})?(?:Z|[+-](?:0\\d|1[0-3]):[0-5]\\d))?");

    /**
     * Replaces the values.
     *
     * @param resource the resource
     * @param ruled whether a profile has a rule for the value at a JSON path, such as {@code valueQuantity.value};
     *     such a value is kept
     */
    static ResourceShape of(DomainResource resource, Predicate<String> ruled) {
        Writer writer = new Writer(ruled);
        writer.write(resource);
        return new ResourceShape(writer.text.toString(), writer.values);
    }

    /**
     * Writes the structure. A string is written with its length and a replaced value in parentheses, so that neither
     * can be mistaken for the other.
     */
    private static final class Writer {

        private final Predicate<String> ruled;
        private final StringBuilder text = new StringBuilder(1024);
        private final List<String> values = new ArrayList<>();

        private Writer(Predicate<String> ruled) {
            this.ruled = ruled;
        }

        private void write(DomainResource resource) {
            writeHead(resource);
            writeChildren(resource, "", 0);
        }

        private void writeHead(Resource resource) {
            text.append(resource.fhirType());
            // The narrative's div is written apart: its class is not an element type like the others.
            if (resource instanceof DomainResource domain && domain.getText().hasDiv()) {
                writeText(domain.getText().getDivAsString(), null);
            }
        }

        private void writeChildren(Base element, String path, int depth) {
            text.append('{');
            for (Property child : element.children()) {
                if (child.hasValues()) {
                    writeAll(child, element, path, depth + 1);
                }
            }
            text.append('}');
        }

        private void writeAll(Property child, Base parent, String path, int depth) {
            for (Base value : child.getValues()) {
                if (!value.isEmpty()) {
                    String name = child.getName().endsWith("[x]")
                            ? child.getName().replace("[x]", StringUtils.capitalize(value.fhirType()))
                            : child.getName();
                    text.append(name).append(':');
                    write(value, parent, path.isEmpty() ? name : path + "." + name, depth);
                }
            }
        }

        private void write(Base value, Base parent, String path, int depth) {
            if (value instanceof PrimitiveType<?> primitive) {
                if (primitive.hasValue()) {
                    // An id that has no id's part, such as one with a space, is kept as it is.
                    String id = path.equals("id") ? ((IdType) primitive).getIdPart() : null;
                    String text = id == null ? primitive.primitiveValue() : id;
                    writeText(text, kind(text, parent, path, depth));
                }
                if (!primitive.hasExtension() && !primitive.hasId()) {
                    return;
                }
            }
            if (value instanceof Resource contained) {
                writeHead(contained);
            }
            writeChildren(value, path, depth);
        }

        private void writeText(String value, @Nullable String kind) {
            if (kind == null) {
                text.append('"').append(value.length()).append(':').append(value);
            } else {
                values.add(value);
                text.append('(').append(kind).append(')');
            }
        }

        private @Nullable String kind(String value, Base parent, String path, int depth) {
            String kind = kindOf(value, parent, path, depth);
            return kind == null || path.contains("xtension") || ruled.test(path) ? null : kind;
        }

        private static @Nullable String kindOf(String value, Base parent, String path, int depth) {
            if (path.equals("id")) {
                // HAPI gives the resource of an entry the entry's fullUrl for an id.
                return matches(ID, value) ? "id" : matches(UUID, value) ? "urn" : null;
            }
            if (path.equals("meta.versionId")) {
                return matches(ID, value) ? "version" : null;
            }
            if (path.equals("meta.source")) {
                return matches(SOURCE, value) ? "source" : null;
            }
            if (parent instanceof Identifier identifier && path.endsWith("dentifier.value")) {
                return identifier.hasSystem() && matches(SYSTEM, identifier.getSystem()) && matches(IDENTIFIER, value)
                        ? "identifier"
                        : null;
            }
            if (parent instanceof Reference) {
                return kindInReference(value, path);
            }
            if (parent instanceof Period period && depth == 2) {
                return isInOrder(period) ? "date " + DIGIT.matcher(value).replaceAll("0") : null;
            }
            if (QUANTITIES.contains(path)) {
                return matches(NUMBER, value) ? "number" : null;
            }
            if (TEXTS.contains(path)) {
                return matches(WORDS, value) ? "words" : null;
            }
            return (depth == 1 || DATES.contains(path)) && isDate(value)
                    ? "date " + DIGIT.matcher(value).replaceAll("0")
                    : null;
        }

        private static @Nullable String kindInReference(String value, String path) {
            if (path.endsWith(".reference")) {
                Matcher reference = REFERENCE.matcher(value);
                return reference.matches()
                        ? "reference " + reference.group(1)
                        : matches(UUID, value) ? "reference urn" : null;
            }
            return path.endsWith(".display") && matches(WORDS, value) ? "words" : null;
        }

        /** Whether a period has one date, or two times of the same form of which the second is not the earlier. */
        private static boolean isInOrder(Period period) {
            String start = period.getStartElement().getValueAsString();
            String end = period.getEndElement().getValueAsString();
            if (start == null || end == null) {
                return isDate(start == null ? end : start);
            }
            if (!isDate(start) || !isDate(end) || start.length() != end.length()) {
                return false;
            }
            return start.length() == DAY_LENGTH
                    ? start.compareTo(end) <= 0
                    : !OffsetDateTime.parse(start).isAfter(OffsetDateTime.parse(end));
        }

        private static boolean matches(Pattern pattern, String value) {
            return pattern.matcher(value).matches();
        }

        private static boolean isDate(String value) {
            Matcher date = DATE.matcher(value);
            if (!date.matches()) {
                return false;
            }
            try {
                LocalDate.parse(date.group(1));
                if (date.group(2) != null) {
                    LocalTime.parse(date.group(2));
                }
                return true;
            } catch (DateTimeException notInTheCalendar) {
                return false;
            }
        }
    }
}
