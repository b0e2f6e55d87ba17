package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.dao.predicate.SearchFilterParser.CompareOperation;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.search.builder.models.MissingQueryParameterPredicateParams;
import ca.uhn.fhir.jpa.search.builder.predicate.BaseQuantityPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.predicate.QuantityPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import ca.uhn.fhir.jpa.util.QueryParameterUtils;
import ca.uhn.fhir.rest.param.QuantityParam;
import com.healthmarketscience.sqlbuilder.BinaryCondition;
import com.healthmarketscience.sqlbuilder.ComboCondition;
import com.healthmarketscience.sqlbuilder.Condition;
import com.healthmarketscience.sqlbuilder.NotCondition;
import com.healthmarketscience.sqlbuilder.SelectQuery;
import com.healthmarketscience.sqlbuilder.UnaryCondition;
import jakarta.persistence.criteria.CriteriaBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/**
 * SQL predicates of a search by quantity. Each value of a list has its own prefix and its own unit; HAPI applies the
 * first value's prefix to all of them, and uses one of its two quantity tables for all.
 */
final class QuantityPredicates extends QuantityPredicateBuilder {

    private final SearchQueryBuilder search;

    QuantityPredicates(SearchQueryBuilder search) {
        super(search);
        this.search = search;
    }

    @Override
    public Condition createPredicateQuantity(
            QuantityParam quantity,
            String type,
            String parameter,
            @Nullable CriteriaBuilder unused,
            BaseQuantityPredicateBuilder self,
            @Nullable CompareOperation ofTheFirst,
            RequestPartitionId partition) {
        if (quantity.getValue() == null) {
            throw FhirErrors.invalid(
                    parameter, "The parameter " + parameter + " needs a number, such as " + parameter + "=lt30.");
        }
        ImplicitRange.mustBeComparable(parameter, quantity);
        if (!(quantity instanceof CodedQuantity coded)) {
            return value(quantity, type, parameter, new IndexName(parameter), null);
        }
        List<Condition> places = new ArrayList<>();
        for (CodeValuePath place : coded.places()) {
            if (place instanceof CodeValuePath.ResourcePath of) {
                Condition value = value(quantity, type, of.value(), new IndexName(of.value()), null);
                places.add(ComboCondition.and(value, new CodePredicate(this, type, of.code()).has(coded.code())));
            } else if (place instanceof CodeValuePath.ElementPath of) {
                places.add(value(quantity, type, parameter, of.pairs(), CodePredicate.indexed(coded.code())));
            }
        }
        return ComboCondition.or(places.toArray(Condition[]::new));
    }

    /**
     * The predicate of one value.
     *
     * @param code the code that the value belongs to, by its name in the index; null for none
     */
    private Condition value(
            QuantityParam quantity, String type, String parameter, IndexName name, @Nullable String code) {
        QuantityComparison comparison;
        IndexName names;
        IndexedHash hash;
        if (quantity.getUnits() == null && quantity.getSystem() == null) {
            comparison = QuantityComparison.of(quantity, null);
            names = name;
            hash = code == null ? IndexedHash.ofName() : IndexedHash.ofUnit(code);
        } else {
            comparison = QuantityComparison.of(quantity, SearchUnitCheck.system(parameter, quantity));
            names = name.canonical();
            CanonicalUnit unit = comparison.unit();
            hash = code == null
                    ? IndexedHash.ofSystemAndUnit(unit.system(), unit.unit())
                    : IndexedHash.ofSystemAndUnit(unit.name(), code);
        }
        return comparison.predicate(names, new Rows(type, hash));
    }

    PartitionSettings partitions() {
        return getPartitionSettings();
    }

    String placeholder(Object value) {
        return search.generatePlaceholder(value);
    }

    /** Conditions on the index rows of a type, looked up by name with the given hash column. */
    private final class Rows implements QuantityComparison.Index {

        private final String type;
        private final IndexedHash hash;

        Rows(String type, IndexedHash hash) {
            this.type = type;
            this.hash = hash;
        }

        @Override
        public Condition named(List<String> names) {
            return QueryParameterUtils.toEqualToOrInPredicate(
                    switch (hash.column()) {
                        case NAME -> getColumnHashIdentity();
                        case UNIT -> myColumnHashIdentityUnits;
                        case SYSTEM_AND_UNIT -> myColumnHashIdentitySystemUnits;
                    },
                    search.generatePlaceholders(names.stream()
                            .map(name -> hash.of(getPartitionSettings(), type, name))
                            .toList()));
        }

        @Override
        public Condition number(BinaryCondition.Op comparator, double number) {
            return new BinaryCondition(comparator, getColumnValue(), search.generatePlaceholder(number));
        }
    }

    /**
     * The condition by which HAPI sorts: by canonical values; a quantity with a comparator sorts by its finite end.
     */
    @Override
    public Condition createHashIdentityPredicate(String type, String parameter) {
        Rows rows = new Rows(type, IndexedHash.ofName());
        return ComboCondition.and(
                rows.named(new IndexName(parameter).canonical().all()),
                rows.number(BinaryCondition.Op.GREATER_THAN, NumberSpan.LOWEST),
                rows.number(BinaryCondition.Op.LESS_THAN, NumberSpan.HIGHEST));
    }

    /** As in HAPI, but including the rows of quantities with a comparator. */
    @Override
    public Condition createPredicateParamMissingValue(MissingQueryParameterPredicateParams predicate) {
        SelectQuery rows = new SelectQuery();
        rows.addCustomColumns(1);
        rows.addFromTable(getTable());
        rows.addCondition(ComboCondition.and(
                BinaryCondition.equalTo(
                        getResourceIdColumn(),
                        predicate.getResourceTablePredicateBuilder().getResourceIdColumn()),
                new Rows(search.getResourceType(), IndexedHash.ofName())
                        .named(new IndexName(predicate.getParamName()).exactAndLow())));
        Condition exist = UnaryCondition.exists(rows);
        return combineWithRequestPartitionIdPredicate(
                predicate.getRequestPartitionId(), predicate.isMissing() ? new NotCondition(exist) : exist);
    }
}
