package org.platelink.platform.hapi.search.quantity;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParam;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParamQuantity;
import org.jspecify.annotations.Nullable;

/**
 * Hash by which rows of HAPI's quantity index are looked up. The table has three hash columns: of the parameter name,
 * of the name and the unit, and of both and the unit's system.
 */
record IndexedHash(Column column, @Nullable String system, @Nullable String unit) {

    enum Column {
        NAME,
        UNIT,
        SYSTEM_AND_UNIT
    }

    static IndexedHash ofName() {
        return new IndexedHash(Column.NAME, null, null);
    }

    static IndexedHash ofUnit(String unit) {
        return new IndexedHash(Column.UNIT, null, unit);
    }

    static IndexedHash ofSystemAndUnit(@Nullable String system, @Nullable String unit) {
        return new IndexedHash(Column.SYSTEM_AND_UNIT, system, unit);
    }

    long of(PartitionSettings partitions, String type, String name) {
        RequestPartitionId all = RequestPartitionId.allPartitions();
        return switch (column) {
            case NAME -> BaseResourceIndexedSearchParam.calculateHashIdentity(partitions, all, type, name);
            case UNIT -> BaseResourceIndexedSearchParamQuantity.calculateHashUnits(partitions, all, type, name, unit);
            case SYSTEM_AND_UNIT ->
                BaseResourceIndexedSearchParamQuantity.calculateHashSystemAndUnits(
                        partitions, all, type, name, system, unit);
        };
    }
}
