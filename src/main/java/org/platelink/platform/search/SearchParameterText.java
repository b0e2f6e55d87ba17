package org.platelink.platform.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.BaseParam;
import ca.uhn.fhir.rest.param.BaseParamWithPrefix;
import ca.uhn.fhir.rest.param.CompositeParam;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.HasParam;
import ca.uhn.fhir.rest.param.NumberParam;
import ca.uhn.fhir.rest.param.ParameterUtil;
import ca.uhn.fhir.rest.param.QuantityParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.SpecialParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.UriParam;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One value of a search parameter, as it stands in the URL of a search.
 *
 * @param type the name of HAPI's class for it
 * @param qualifier the modifier or chain after the parameter's name, such as {@code :not} or {@code .identifier}
 * @param value the text after the equals sign; null for a composite, or one that asks whether there is a value
 * @param missing for the modifier {@code :missing}: whether it asks for resources without a value
 * @param left the first component of a composite
 * @param right the second component of a composite
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchParameterText(
        String type,
        @Nullable String qualifier,
        @Nullable String value,
        @Nullable Boolean missing,
        @Nullable SearchParameterText left,
        @Nullable SearchParameterText right) {

    private static final Map<String, Supplier<BaseParam>> SIMPLE = Map.of(
            "DateParam", DateParam::new,
            "HasParam", HasParam::new,
            "NumberParam", NumberParam::new,
            "QuantityParam", QuantityParam::new,
            "ReferenceParam", ReferenceParam::new,
            "SpecialParam", SpecialParam::new,
            "StringParam", StringParam::new,
            "TokenParam", TokenParam::new,
            "UriParam", UriParam::new);

    private static final String COMPOSITE = "CompositeParam";

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException if it is of a class that no search from outside has
     */
    static SearchParameterText of(IQueryParameterType value) {
        String type = value.getClass().getSimpleName();
        if (value instanceof CompositeParam<?, ?> composite) {
            return new SearchParameterText(
                    COMPOSITE,
                    null,
                    null,
                    value.getMissing(),
                    of(composite.getLeftValue()),
                    of(composite.getRightValue()));
        }
        if (!SIMPLE.containsKey(type)) {
            throw new IllegalArgumentException("A search with a " + type + " cannot be written.");
        }
        return value.getMissing() != null
                ? new SearchParameterText(type, null, null, value.getMissing(), null, null)
                : new SearchParameterText(type, qualifier(value), text(value), null, null, null);
    }

    /** As it came: of subject:Patient=1 HAPI would write the type into the value. */
    private static @Nullable String qualifier(IQueryParameterType value) {
        @Nullable String qualifier = value.getQueryParameterQualifier();
        return qualifier == null && value instanceof ReferenceParam reference && reference.hasResourceType()
                ? ':' + reference.getResourceType()
                : qualifier;
    }

    /** The digits of a number are kept, for they say how exact it is; HAPI's own text of 1e2 is that of 100. */
    private static String text(IQueryParameterType value) {
        if (value instanceof NumberParam number && number.getValue() != null) {
            return prefix(number) + number.getValue();
        }
        if (value instanceof QuantityParam quantity && quantity.getValue() != null) {
            return prefix(quantity)
                    + quantity.getValue()
                    + '|'
                    + ParameterUtil.escapeWithDefault(quantity.getSystem())
                    + '|'
                    + ParameterUtil.escapeWithDefault(quantity.getUnits());
        }
        return value instanceof ReferenceParam reference ? reference.getValue() : value.getValueAsQueryToken();
    }

    private static String prefix(BaseParamWithPrefix<?> value) {
        return value.getPrefix() == null ? "" : value.getPrefix().getValue();
    }

    /**
     * Reads the value back.
     *
     * @param name the parameter's name
     */
    IQueryParameterType read(FhirContext fhir, String name) {
        BaseParam param = left != null && right != null
                ? new CompositeParam<>(left.read(fhir, name), right.read(fhir, name))
                : simple(fhir, name);
        param.setMissing(missing);
        return param;
    }

    private BaseParam simple(FhirContext fhir, String name) {
        Supplier<BaseParam> type = SIMPLE.get(this.type);
        if (type == null) {
            throw new IllegalArgumentException("A search with a " + this.type + " cannot be read.");
        }
        BaseParam param = type.get();
        if (missing == null) {
            param.setValueAsQueryToken(fhir, name, qualifier, value);
        }
        return param;
    }
}
