package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamQuantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Range;
import org.jspecify.annotations.Nullable;

/**
 * Builds the rows of HAPI's quantity index for the resources of one type.
 *
 * @param partitions HAPI's settings for the hashes of names
 * @param type the type of the resources
 */
record QuantityRows(PartitionSettings partitions, String type) {

    private static final String CURRENCIES = "urn:iso:std:iso:4217";

    /** A Quantity, a Money or an end of a Range, as the index sees it. */
    private record Value(
            BigDecimal number,
            @Nullable QuantityComparator comparator,
            @Nullable String system,
            @Nullable String unit) {

        static List<Value> of(IBase element) {
            if (element instanceof Quantity quantity && quantity.hasValue()) {
                return List.of(new Value(
                        quantity.getValue(), quantity.getComparator(), quantity.getSystem(), quantity.getCode()));
            }
            if (element instanceof Money money && money.hasValue()) {
                return List.of(new Value(money.getValue(), null, CURRENCIES, money.getCurrency()));
            }
            if (element instanceof Range range) {
                List<Value> ends = new ArrayList<>(of(range.getLow()));
                ends.addAll(of(range.getHigh()));
                return ends;
            }
            return List.of();
        }

        /** The number as written, not in canonical units. */
        double written() {
            return IndexedNumber.of(number, BigDecimal::doubleValue);
        }

        CanonicalUnit canonical() {
            return CanonicalUnit.of(number, system, unit);
        }
    }

    /** The rows for a value of a search parameter. */
    List<ResourceIndexedSearchParamQuantity> of(String parameter, IBase element) {
        IndexName name = new IndexName(parameter);
        List<ResourceIndexedSearchParamQuantity> rows = new ArrayList<>();
        for (Value value : Value.of(element)) {
            CanonicalUnit canonical = value.canonical();
            add(rows, name, value.comparator(), value.written(), value.system(), value.unit());
            add(rows, name.canonical(), value.comparator(), canonical.number(), canonical.system(), canonical.unit());
        }
        return rows;
    }

    /**
     * The rows for a value that belongs to codes.
     *
     * @param codes the names of the codes, by {@link IndexName#code}
     */
    List<ResourceIndexedSearchParamQuantity> ofPairs(IndexName name, List<String> codes, IBase element) {
        List<ResourceIndexedSearchParamQuantity> rows = new ArrayList<>();
        for (Value value : Value.of(element)) {
            CanonicalUnit canonical = value.canonical();
            for (String code : codes) {
                add(rows, name, value.comparator(), value.written(), null, code);
                add(rows, name.canonical(), value.comparator(), canonical.number(), canonical.name(), code);
            }
        }
        return rows;
    }

    private void add(
            List<ResourceIndexedSearchParamQuantity> rows,
            IndexName name,
            @Nullable QuantityComparator comparator,
            double number,
            @Nullable String system,
            @Nullable String unit) {
        NumberSpan span = NumberSpan.of(comparator, number);
        if (span.isOne()) {
            rows.add(row(name.exact(), span.low(), system, unit));
        } else {
            rows.add(row(name.low(), span.low(), system, unit));
            rows.add(row(name.high(), span.high(), system, unit));
        }
    }

    private ResourceIndexedSearchParamQuantity row(
            String name, double number, @Nullable String system, @Nullable String unit) {
        return new ResourceIndexedSearchParamQuantity(partitions, type, name, BigDecimal.valueOf(number), system, unit);
    }
}
