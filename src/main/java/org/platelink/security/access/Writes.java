package org.platelink.security.access;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The interactions that write, or may have entries that do. */
final class Writes {

    private static final Set<RestOperationTypeEnum> ALL = Collections.unmodifiableSet(EnumSet.of(
            RestOperationTypeEnum.CREATE,
            RestOperationTypeEnum.UPDATE,
            RestOperationTypeEnum.PATCH,
            RestOperationTypeEnum.TRANSACTION));

    private Writes() {}

    static boolean include(@Nullable RestOperationTypeEnum operation) {
        return operation != null && ALL.contains(operation);
    }
}
