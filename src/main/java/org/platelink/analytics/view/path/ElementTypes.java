package org.platelink.analytics.view.path;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseBackboneElement;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.platelink.analytics.view.path.ElementType.Child;
import org.platelink.analytics.view.path.ElementType.Kind;

/** Registry of the FHIR R4 types and their elements, derived from HAPI's definitions. */
final class ElementTypes {

    static final ElementType STRING = new ElementType("System.String", Kind.TEXT, Set.of());
    static final ElementType BOOLEAN = new ElementType("System.Boolean", Kind.TRUTH, Set.of());
    static final ElementType INTEGER = new ElementType("System.Integer", Kind.INTEGER, Set.of());
    static final ElementType DECIMAL = new ElementType("System.Decimal", Kind.DECIMAL, Set.of());
    static final ElementType DATE = new ElementType("System.Date", Kind.DATE, Set.of());
    static final ElementType DATE_TIME = new ElementType("System.DateTime", Kind.DATE_TIME, Set.of());
    static final ElementType TIME = new ElementType("System.Time", Kind.TIME, Set.of());

    /** Type of an element that may hold any resource. */
    static final ElementType RESOURCE = new ElementType("Resource", Kind.COMPLEX, Set.of());

    /** The representation of each primitive type; the supertypes follow below (FHIR R4, 2.24.0.1). */
    private static final Map<String, Kind> PRIMITIVES = Map.ofEntries(
            Map.entry("boolean", Kind.TRUTH),
            Map.entry("integer", Kind.INTEGER),
            Map.entry("positiveInt", Kind.INTEGER),
            Map.entry("unsignedInt", Kind.INTEGER),
            Map.entry("decimal", Kind.DECIMAL),
            Map.entry("date", Kind.DATE),
            Map.entry("dateTime", Kind.DATE_TIME),
            Map.entry("instant", Kind.DATE_TIME),
            Map.entry("time", Kind.TIME),
            Map.entry("string", Kind.TEXT),
            Map.entry("code", Kind.TEXT),
            Map.entry("id", Kind.TEXT),
            Map.entry("markdown", Kind.TEXT),
            Map.entry("uri", Kind.TEXT),
            Map.entry("url", Kind.TEXT),
            Map.entry("canonical", Kind.TEXT),
            Map.entry("uuid", Kind.TEXT),
            Map.entry("oid", Kind.TEXT),
            Map.entry("base64Binary", Kind.TEXT),
            Map.entry("xhtml", Kind.TEXT));

    private static final Map<String, String> ABOVE = Map.ofEntries(
            Map.entry("code", "string"),
            Map.entry("id", "string"),
            Map.entry("markdown", "string"),
            Map.entry("url", "uri"),
            Map.entry("canonical", "uri"),
            Map.entry("uuid", "uri"),
            Map.entry("oid", "uri"),
            Map.entry("positiveInt", "integer"),
            Map.entry("unsignedInt", "integer"),
            Map.entry("Age", "Quantity"),
            Map.entry("Count", "Quantity"),
            Map.entry("Distance", "Quantity"),
            Map.entry("Duration", "Quantity"),
            Map.entry("MoneyQuantity", "Quantity"),
            Map.entry("SimpleQuantity", "Quantity"));

    private static final Map<String, ElementType> SYSTEM = Map.of(
            "String", STRING,
            "Boolean", BOOLEAN,
            "Integer", INTEGER,
            "Decimal", DECIMAL,
            "Date", DATE,
            "DateTime", DATE_TIME,
            "Time", TIME);

    private static final ElementTypes R4 = new ElementTypes(FhirContext.forR4Cached());

    private final FhirContext fhir;
    private final Map<String, Optional<ElementType>> named = new ConcurrentHashMap<>();
    private final Map<BaseRuntimeElementDefinition<?>, ElementType> made = new HashMap<>();

    private ElementTypes(FhirContext fhir) {
        this.fhir = fhir;
    }

    static ElementTypes r4() {
        return R4;
    }

    /** The type of a resource; null if R4 has none of that name. */
    @Nullable
    ElementType resource(String type) {
        return fhir.getResourceTypes().contains(type) ? named(type) : null;
    }

    /** A FHIR type; null if R4 has none of that name. */
    @Nullable
    ElementType named(String type) {
        return named.computeIfAbsent(type, name -> Optional.ofNullable(find(name)))
                .orElse(null);
    }

    /** The FHIRPath system type of a name without {@code System.}; null if there is none. */
    static @Nullable ElementType system(String type) {
        return SYSTEM.get(type);
    }

    private @Nullable ElementType find(String name) {
        if (fhir.getResourceTypes().contains(name)) {
            return of(fhir.getResourceDefinition(name));
        }
        BaseRuntimeElementDefinition<?> definition = fhir.getElementDefinition(name);
        return definition == null || !definition.getName().equals(name) ? null : of(definition);
    }

    private synchronized ElementType of(BaseRuntimeElementDefinition<?> definition) {
        ElementType elementType = made.get(definition);
        if (elementType != null) {
            return elementType;
        }
        String name = definition.getName();
        Kind kind = PRIMITIVES.getOrDefault(name, Kind.COMPLEX);
        ElementType type = new ElementType(name, kind, above(definition, name));
        made.put(definition, type);
        if (kind != Kind.COMPLEX) {
            type.children(Map.of("id", single(STRING), "extension", single(extension())));
        } else if (definition instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            type.children(children(composite));
        }
        return type;
    }

    private ElementType extension() {
        return of(fhir.getElementDefinition("Extension"));
    }

    private static Set<String> above(BaseRuntimeElementDefinition<?> definition, String name) {
        if (definition instanceof RuntimeResourceDefinition) {
            return Set.of("DomainResource", "Resource");
        }
        if (IBaseBackboneElement.class.isAssignableFrom(definition.getImplementingClass())) {
            return Set.of("BackboneElement", "Element");
        }
        String parent = ABOVE.get(name);
        return parent == null ? Set.of("Element") : Set.of(parent, "Element");
    }

    private Map<String, Child> children(BaseRuntimeElementCompositeDefinition<?> composite) {
        Map<String, Child> children = new HashMap<>();
        for (BaseRuntimeChildDefinition child : composite.getChildrenAndExtension()) {
            String name = child.getElementName();
            if (name.equals("extension") || name.equals("modifierExtension")) {
                children.put(name, single(extension()));
            } else if (name.endsWith("[x]") || !child.getValidChildNames().contains(name)) {
                Map<String, ElementType> choices = new LinkedHashMap<>();
                for (String json : child.getValidChildNames()) {
                    BaseRuntimeElementDefinition<?> type = child.getChildByName(json);
                    if (type != null && !json.endsWith("[x]")) {
                        choices.put(json, of(type));
                    }
                }
                children.put(
                        name.endsWith("[x]") ? name.substring(0, name.length() - 3) : name, new Child(null, choices));
            } else {
                children.put(name, single(typeOf(child.getChildByName(name))));
            }
        }
        return children;
    }

    private ElementType typeOf(@Nullable BaseRuntimeElementDefinition<?> definition) {
        if (definition == null) {
            return RESOURCE;
        }
        boolean open = (IBaseResource.class.isAssignableFrom(definition.getImplementingClass())
                        && !(definition instanceof RuntimeResourceDefinition))
                || definition.getImplementingClass() == IBaseResource.class;
        return open ? RESOURCE : of(definition);
    }

    private static Child single(ElementType type) {
        return new Child(type, Map.of());
    }
}
