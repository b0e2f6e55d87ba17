package org.platelink.platform.server;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a request by their names, and the one way in which they are checked: unknown ones are refused
 * with the names that there are, since ignored silently they would seem to be applied; one that may occur once must
 * not come twice; and a value must be of its type. All refusals have the status 400.
 *
 * @param <V> a value as it was sent
 */
public abstract class NamedParameters<V> {

    private final Map<String, List<V>> valuesByName = new LinkedHashMap<>();
    private final Set<String> ofAnyRequest;

    /**
     * No parameters yet.
     *
     * @param ofAnyRequest names that are accepted beside those of the operation
     */
    protected NamedParameters(Set<String> ofAnyRequest) {
        this.ofAnyRequest = ofAnyRequest;
    }

    /** Where a parameter stands, for an outcome. */
    protected abstract String placeOf(String name);

    /** The refusal of a parameter that the operation does not have. */
    protected abstract BaseServerResponseException unknown(String name, String sentence);

    /** A value as text; refused if it has none. */
    protected abstract String textOf(String name, V value);

    protected final void add(String name, V value) {
        valuesByName.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    /** Refuses parameters other than these. */
    public final void mustBeAmong(List<String> known) {
        for (String name : valuesByName.keySet()) {
            if (!known.contains(name) && !ofAnyRequest.contains(name)) {
                String those = known.isEmpty()
                        ? "no parameters."
                        : "the parameters " + String.join(", ", known) + ", and no others.";
                throw unknown(name, "The parameter " + name + " is not supported here: the operation has " + those);
            }
        }
    }

    /** Refuses a parameter that comes twice, whichever it is. */
    public final void mustComeOnce() {
        valuesByName.forEach(this::single);
    }

    protected final boolean has(String name) {
        return valuesByName.containsKey(name);
    }

    protected final List<V> values(String name) {
        return valuesByName.getOrDefault(name, List.of());
    }

    /** The only value of a parameter; empty if it is missing. */
    protected final Optional<V> value(String name) {
        return single(name, values(name));
    }

    /** All values of a primitive parameter. */
    public List<String> texts(String name) {
        return values(name).stream().map(value -> textOf(name, value)).toList();
    }

    /** The only value of a primitive parameter; empty if it is missing. */
    public final Optional<String> text(String name) {
        return single(name, texts(name));
    }

    /** A whole number with a lower bound, of at most nine digits. */
    public final Optional<Integer> number(String name, int least) {
        return text(name).map(text -> {
            if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
                throw FhirErrors.invalid(
                        placeOf(name), "The parameter " + name + " is a whole number from " + least + ".");
            }
            return Integer.valueOf(text);
        });
    }

    /** True or false. */
    public final Optional<Boolean> flag(String name) {
        return text(name).map(text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw FhirErrors.invalid(placeOf(name), "The parameter " + name + " is true or false.");
            }
            return Boolean.valueOf(text);
        });
    }

    /** An instant with its time zone. */
    public final Optional<Instant> instant(String name) {
        return text(name).map(text -> {
            try {
                // A plus sign that was not percent-encoded in the URL arrives as a space.
                return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            } catch (DateTimeException none) {
                throw FhirErrors.invalid(
                        placeOf(name),
                        "The parameter " + name + " is an instant with a time zone, such as 2026-03-01T00:00:00Z.");
            }
        });
    }

    private <T> Optional<T> single(String name, List<T> values) {
        if (values.size() > 1) {
            throw FhirErrors.invalid(placeOf(name), "The parameter " + name + " comes twice; send it once.");
        }
        return values.stream().findFirst();
    }
}
