package org.platelink.audit;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.jspecify.annotations.Nullable;
import org.platelink.access.Caller;

/**
 * Who asks, from where, and for which interaction.
 *
 * @param caller the client; null for the server's own work
 * @param address the client's network address; null for the server's own work and where it is not known
 * @param server the address at which the server was asked; null like the client's
 * @param requestId what links the events of one request; null if there is none
 * @param interaction the code of FHIR's interaction; null if the request got nowhere near one
 */
record Origin(
        @Nullable Caller caller,
        @Nullable String address,
        @Nullable String server,
        @Nullable String requestId,
        @Nullable String interaction) {

    private static final int LONGEST_REQUEST_ID = 100;

    /** The server itself, such as when it loads the study. */
    static final Origin SERVER = new Origin(null, null, null, null, null);

    /** Whoever sent a request that has not reached the FHIR server. */
    static Origin of(HttpServletRequest request) {
        return new Origin(Caller.of(request), request.getRemoteAddr(), request.getLocalAddr(), null, null);
    }

    /** Whoever sent a request to the FHIR server. */
    static Origin of(HttpServletRequest http, RequestDetails request) {
        String id = request.getRequestId();
        return new Origin(
                Caller.of(http),
                http.getRemoteAddr(),
                http.getLocalAddr(),
                id == null || id.length() <= LONGEST_REQUEST_ID ? id : id.substring(0, LONGEST_REQUEST_ID),
                interaction(request));
    }

    private static @Nullable String interaction(RequestDetails request) {
        RestOperationTypeEnum operation = request.getRestOperationType();
        if (operation == null) {
            return null;
        }
        return switch (operation) {
            case TRANSACTION ->
                request.getResource() instanceof Bundle bundle && bundle.getType() == BundleType.BATCH
                        ? "batch"
                        : "transaction";
            case GET_PAGE -> "search-type";
            case METADATA -> "capabilities";
            case READ,
                    VREAD,
                    CREATE,
                    UPDATE,
                    PATCH,
                    DELETE,
                    SEARCH_TYPE,
                    SEARCH_SYSTEM,
                    HISTORY_INSTANCE,
                    HISTORY_TYPE,
                    HISTORY_SYSTEM -> operation.getCode();
            default -> "operation";
        };
    }

    /** What FHIR's interaction does. */
    Action action() {
        return switch (interaction == null ? "" : interaction) {
            case "create" -> Action.CREATE;
            case "update", "patch" -> Action.UPDATE;
            case "delete" -> Action.DELETE;
            case "read", "vread", "history-instance", "history-type", "history-system" -> Action.READ;
            default -> Action.EXECUTE;
        };
    }
}
