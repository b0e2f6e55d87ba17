package org.platelink.platform.validation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
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
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.jspecify.annotations.Nullable;

/**
 * The structure of a resource, with the values replaced in which one result differs from the next: its id and its
 * identifiers' values, the ids in its references, its dates, and the number of its quantity. Each is replaced by the
 * kind of value, but only if it is clearly valid for that kind; any other value is kept.
 *
 * @param text the structure; no two resources that differ elsewhere have the same
 * @param values the values that were replaced
 */
record ResourceShape(String text, List<String> values) {

    private static final Pattern DIGIT = Pattern.compile("\\d");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern REFERENCE = Pattern.compile("([A-Z][A-Za-z]+)/[A-Za-z0-9.-]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,11})(\\.\\d{1,6})?");
    private static final Pattern SOURCE =
            Pattern.compile("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(#[A-Za-z0-9]*)?");
    private static final Set<String> QUANTITIES = Set.of("valueQuantity.value", "component.valueQuantity.value");

    /** Dates that the validator accepts without a remark, by the years, the time and the offset. */
    private static final Pattern DATE = Pattern.compile("((?:19|20)\\d\\d-\\d\\d-\\d\\d)"
            + "(?:T(\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d{1,3})?(?:Z|[+-](?:0\\d|1[0-3]):[0-5]\\d))?");

    /**
     * Replaces the values.
     *
     * @param resource without contained resources
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
            text.append(resource.fhirType());
            // The narrative's div is written apart: its class is not an element type like the others.
            if (resource.getText().hasDiv()) {
                writeText(resource.getText().getDivAsString(), null);
            }
            writeChildren(resource, "", 0);
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
                    String text = path.equals("id") ? ((IdType) primitive).getIdPart() : primitive.primitiveValue();
                    writeText(text, kind(text, parent, path, depth));
                }
                if (!primitive.hasExtension() && !primitive.hasId()) {
                    return;
                }
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
            String kind = null;
            if (path.equals("id") && matches(ID, value)) {
                kind = "id";
            } else if (path.equals("meta.source") && matches(SOURCE, value)) {
                kind = "source";
            } else if ((path.equals("identifier.value") || path.equals("entity.what.identifier.value"))
                    && parent instanceof Identifier identifier
                    && identifier.hasSystem()
                    && identifier.getSystem().startsWith("http")
                    && matches(IDENTIFIER, value)) {
                kind = "identifier";
            } else if (path.endsWith(".reference")) {
                Matcher reference = REFERENCE.matcher(value);
                kind = reference.matches() ? "reference " + reference.group(1) : null;
            } else if (QUANTITIES.contains(path) && matches(NUMBER, value)) {
                kind = "number";
            } else if (depth == 1) {
                kind = isDate(value) ? "date " + DIGIT.matcher(value).replaceAll("0") : null;
            }
            return kind == null || path.contains("xtension") || ruled.test(path) ? null : kind;
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
