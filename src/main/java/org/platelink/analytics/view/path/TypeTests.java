package org.platelink.analytics.view.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The type operations {@code is}, {@code as} and {@code ofType()}. */
final class TypeTests {

    private TypeTests() {}

    /**
     * The type of a name, with or without {@code FHIR.} or {@code System.} before it.
     *
     * @throws PathRefused if there is none
     */
    static ElementType type(String name) {
        String bare =
                name.startsWith("FHIR.") || name.startsWith("System.") ? name.substring(name.indexOf('.') + 1) : name;
        ElementType fhir = name.startsWith("System.") ? null : ElementTypes.r4().named(bare);
        if (fhir != null) {
            return fhir;
        }
        ElementType system = name.startsWith("FHIR.") ? null : ElementTypes.system(bare);
        if (system != null) {
            return system;
        }
        // Capitalized like a class, as in ofType(Instant).
        ElementType small = ElementTypes.r4().named(bare.substring(0, 1).toLowerCase(Locale.ROOT) + bare.substring(1));
        if (small != null && !small.isComplex()) {
            return small;
        }
        if (bare.equals("Resource") || bare.equals("DomainResource") || bare.endsWith("Element")) {
            return new ElementType(bare, ElementType.Kind.COMPLEX, Set.of());
        }
        throw new PathRefused(name + " is no type of FHIR R4.");
    }

    static boolean test(Item item, ElementType type) {
        if (item.type().is(type.name())) {
            return true;
        }
        // FHIR's primitive types are converted to FHIRPath's system types, so they match them.
        return type.name().startsWith("System.") && item.type().kind() == type.kind();
    }

    static Evaluation only(ElementType type) {
        return (input, scope) -> {
            if (input.isEmpty()) {
                return input;
            }
            if (input.size() == 1) {
                return test(input.get(0), type) ? input : List.of();
            }
            List<Item> of = new ArrayList<>();
            for (Item item : input) {
                if (test(item, type)) {
                    of.add(item);
                }
            }
            return of;
        };
    }

    static Evaluation is(ElementType type) {
        return (input, scope) -> {
            if (input.size() > 1) {
                throw new PathRefused("Only one value can be asked whether it is a " + type.name() + ".");
            }
            return input.isEmpty() ? List.of() : List.of(Item.truth(test(input.get(0), type)));
        };
    }
}
