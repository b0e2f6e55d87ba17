package org.platelink.platform.patch;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/**
 * Builds the values of a FHIRPath Patch. A primitive value may be given as another primitive type with the same text,
 * such as a code in a {@code valueString}. A value without a data type of its own, such as a component, is given as
 * parts.
 *
 * @param place the FHIRPath of the operation
 */
record PatchValues(FhirContext fhir, String place) {

    private static final int LONGEST_SHOWN = 40;

    /** The value that an operation gives to an element. */
    IBase of(ParametersParameterComponent given, ElementList list) {
        BaseRuntimeChildDefinition child = list.child();
        if (child == null) {
            return given.getValue() instanceof Extension ? given.getValue() : made(Extension.class, given);
        }
        if (given.hasResource()) {
            return given.getResource();
        }
        if (given.hasValue()) {
            return fitting(given.getValue(), child);
        }
        BaseRuntimeElementDefinition<?> type = type(child);
        if (type == null) {
            throw FhirErrors.invalid(
                    place + ".part.where(name='value')",
                    "The element takes values of several types; give it as value[x] of one of them.");
        }
        return made(type.getImplementingClass(), given);
    }

    /** The type of an element; null if it is a choice of several. */
    private static @Nullable BaseRuntimeElementDefinition<?> type(BaseRuntimeChildDefinition child) {
        return child.getValidChildNames().contains(child.getElementName())
                ? child.getChildByName(child.getElementName())
                : null;
    }

    private IBase fitting(Type value, BaseRuntimeChildDefinition child) {
        BaseRuntimeElementDefinition<?> type = type(child);
        if (type == null) {
            if (child.getChildNameByDatatype(value.getClass()) == null) {
                throw wrongType(value, child);
            }
            return value;
        }
        if (value instanceof IPrimitiveType<?> given
                && IPrimitiveType.class.isAssignableFrom(type.getImplementingClass())) {
            return value.getClass().equals(type.getImplementingClass()) ? value : primitive(given, value, type, child);
        }
        if (!type.getImplementingClass().isInstance(value)) {
            throw wrongType(value, child);
        }
        return value;
    }

    private IBase primitive(
            IPrimitiveType<?> given,
            Element value,
            BaseRuntimeElementDefinition<?> type,
            BaseRuntimeChildDefinition child) {
        Object arguments = child.getInstanceConstructorArguments();
        IBase made = arguments == null ? type.newInstance() : type.newInstance(arguments);
        try {
            ((IPrimitiveType<?>) made).setValueAsString(given.getValueAsString());
        } catch (RuntimeException notOne) {
            throw FhirErrors.invalid(
                    place + ".part.where(name='value')",
                    shown(given.getValueAsString()) + " is no value of " + child.getElementName() + ".");
        }
        if (made instanceof Element element) {
            element.setExtension(new ArrayList<>(value.getExtension()));
            element.setId(value.getId());
        }
        return made;
    }

    private IBase made(Class<? extends IBase> type, ParametersParameterComponent given) {
        BaseRuntimeElementDefinition<?> definition = fhir.getElementDefinition(type);
        if (!(definition instanceof BaseRuntimeElementCompositeDefinition<?>)
                || given.getPart().isEmpty()) {
            throw FhirErrors.invalid(
                    place + ".part.where(name='value')", "The value of this element comes as value[x], or as parts.");
        }
        IBase made = definition.newInstance();
        for (ParametersParameterComponent part : given.getPart()) {
            ElementList list = ElementList.of(fhir, made, String.valueOf(part.getName()))
                    .orElseThrow(() -> FhirErrors.invalid(
                            place + ".part.where(name='value')",
                            "There is no element " + shown(part.getName()) + " in the value of this type."));
            List<IBase> values = new ArrayList<>(list.values());
            values.add(of(part, list));
            if (values.size() > 1 && !list.isRepeated()) {
                throw FhirErrors.invalid(
                        place + ".part.where(name='value')", "There can be no more than one " + part.getName() + ".");
            }
            list.become(values);
        }
        return made;
    }

    private RuntimeException wrongType(Type value, BaseRuntimeChildDefinition child) {
        return FhirErrors.invalid(
                place + ".part.where(name='value')",
                "The element " + child.getElementName() + " does not take a value of the type " + value.fhirType()
                        + ".");
    }

    /** Shortens a text of the sender for an error message. */
    static String shown(String text) {
        return "'" + (text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…") + "'";
    }
}
