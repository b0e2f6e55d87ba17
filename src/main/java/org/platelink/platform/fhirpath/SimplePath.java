package org.platelink.platform.fhirpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A FHIRPath expression that only navigates from a resource to some of its elements, such as
 * {@code Observation.component.code} or {@code (Observation.value as Quantity)}. Most search parameters are of this
 * kind. Evaluating it needs the navigation only; the engine would also determine the types that each step might meet.
 *
 * @param resourceType the type of the resource; the result for another type is empty
 * @param steps names of elements
 * @param dataType the type of the elements to return, where there is a choice; null for any type
 */
public record SimplePath(String resourceType, List<String> steps, @Nullable String dataType) {

    private static final Pattern PLAIN = Pattern.compile(
            "([A-Z]\\w*)((?:\\.[a-z]\\w*)+)" + "(?: as ([A-Za-z]\\w*)|\\.(?:as|ofType)\\(([A-Za-z]\\w*)\\))?");

    /** Supertypes: a resource with another type name may still be of them. */
    private static final List<String> ABSTRACT = List.of("Resource", "DomainResource");

    /** Parses an expression; empty if it is not of this kind. */
    public static Optional<SimplePath> of(String expression) {
        String bare = expression.startsWith("(") && expression.endsWith(")")
                ? expression.substring(1, expression.length() - 1)
                : expression;
        Matcher plain = PLAIN.matcher(bare.trim());
        if (!plain.matches() || ABSTRACT.contains(plain.group(1))) {
            return Optional.empty();
        }
        String dataType = plain.group(3) != null ? plain.group(3) : plain.group(4);
        return Optional.of(new SimplePath(
                plain.group(1), List.of(plain.group(2).substring(1).split("\\.")), dataType));
    }

    /** The elements of a resource that the path leads to. */
    public List<Base> in(Resource resource) {
        if (!resource.fhirType().equals(resourceType)) {
            return new ArrayList<>();
        }
        List<Base> reached = List.of(resource);
        for (String step : steps) {
            List<Base> next = new ArrayList<>();
            for (Base element : reached) {
                for (Base child : element.listChildrenByName(step, false)) {
                    if (child != null) {
                        next.add(child);
                    }
                }
            }
            reached = next;
        }
        if (dataType != null) {
            reached.removeIf(element -> !element.hasType(dataType));
        }
        return reached;
    }
}
