package org.platelink.platform.capability;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** By which value a search parameter must find a resource: read from the resource by the parameter's own expression. */
final class SearchedValues {

    private static final int DIGITS_OF_A_DOUBLE = 15;

    private static final int LONGEST = 30;

    private final FhirContext fhir = FhirContext.forR4Cached();
    private final IFhirPath paths = fhir.newFhirPath();

    SearchedValues() {
        paths.setEvaluationContext(new IFhirPathEvaluationContext() {
            @Override
            public IBase resolveReference(IIdType reference, @Nullable IBase context) {
                return fhir.getResourceDefinition(reference.getResourceType()).newInstance();
            }
        });
    }

    Optional<String> of(Resource resource, RuntimeSearchParam parameter) {
        if (parameter.getPath() == null || parameter.getPath().isBlank()) {
            return Optional.empty();
        }
        try {
            return paths.evaluate(resource, parameter.getPath(), Base.class).stream()
                    .map(value -> asked(value, parameter))
                    .filter(Objects::nonNull)
                    .findFirst();
        } catch (RuntimeException notEvaluated) {
            return Optional.empty();
        }
    }

    private static @Nullable String asked(Base value, RuntimeSearchParam parameter) {
        return switch (parameter.getParamType()) {
            case TOKEN -> token(value);
            case DATE -> date(value);
            case STRING -> string(value);
            case URI -> value.primitiveValue();
            case REFERENCE ->
                value instanceof Reference reference ? local(reference.getReference()) : value.primitiveValue();
            case QUANTITY -> quantity(value);
            case NUMBER -> value.primitiveValue();
            default -> null;
        };
    }

    private static @Nullable String token(Base value) {
        if (value instanceof CodeableConcept concept) {
            return concept.getCoding().stream()
                    .filter(Coding::hasCode)
                    .map(SearchedValues::token)
                    .findFirst()
                    .orElse(null);
        }
        if (value instanceof Coding coding) {
            return coding.hasCode() ? system(coding.getSystem()) + coding.getCode() : null;
        }
        if (value instanceof Identifier identifier) {
            return identifier.hasValue() ? system(identifier.getSystem()) + escaped(identifier.getValue()) : null;
        }
        return value instanceof ContactPoint contact ? contact.getValue() : value.primitiveValue();
    }

    private static String system(@Nullable String system) {
        return system == null ? "" : system + "|";
    }

    private static @Nullable String date(Base value) {
        if (value instanceof Period period) {
            return period.hasStart() ? "ge" + period.getStartElement().getValueAsString() : null;
        }
        return value.isDateTime() || value.isPrimitive() ? value.primitiveValue() : null;
    }

    private static @Nullable String string(Base value) {
        String text = value instanceof HumanName name ? name.getFamily() : value.primitiveValue();
        return text == null || text.isBlank() ? null : escaped(text.substring(0, Math.min(LONGEST, text.length())));
    }

    private static @Nullable String quantity(Base value) {
        // The index counts in doubles, and of more digits nothing can be said.
        return value instanceof Quantity quantity
                        && quantity.hasValue()
                        && !quantity.hasComparator()
                        && quantity.getValue().precision() <= DIGITS_OF_A_DOUBLE
                ? quantity.getValueElement().getValueAsString() + "|" + String.valueOf(quantity.getSystem()) + "|"
                        + String.valueOf(quantity.getCode())
                : null;
    }

    private static @Nullable String local(@Nullable String reference) {
        return reference != null && reference.matches("[A-Z][A-Za-z]+/[A-Za-z0-9.-]+") ? reference : null;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace("|", "\\|")
                .replace("$", "\\$");
    }
}
