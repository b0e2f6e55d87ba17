package org.platelink.platform.hapi.table;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import org.jspecify.annotations.Nullable;

/** The hashes by which HAPI's token index finds a code or an identifier ({@code hash_sys_and_value}). */
public final class TokenHashes {

    private final PartitionSettings partitions;

    /** @param partitions HAPI's settings, which are part of each hash */
    public TokenHashes(PartitionSettings partitions) {
        this.partitions = partitions;
    }

    /**
     * The hash of a value of a search parameter.
     *
     * @param type the type of the resource
     * @param parameter the name of a token parameter, such as {@code code}
     */
    public long of(String type, String parameter, @Nullable String system, @Nullable String value) {
        return ResourceIndexedSearchParamToken.calculateHashSystemAndValue(
                partitions, RequestPartitionId.defaultPartition(), type, parameter, system, value);
    }

    /** The hash of an identifier of resources of a type. */
    public long ofIdentifier(String type, @Nullable String system, @Nullable String value) {
        return of(type, "identifier", system, value);
    }
}
