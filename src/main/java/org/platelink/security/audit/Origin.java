package org.platelink.security.audit;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * The source of an event: who asked, from where, and by which interaction.
 *
 * @param caller the client; null for the server's own work
 * @param address the client's network address; null for the server's own work and where it is not known
 * @param server the server's address that was asked; null where the client's is
 * @param requestId the id that links the events of one request; null if there is none
 * @param interaction the code of FHIR's interaction; null if the request was not recognised as one
 */
record Origin(
        @Nullable Caller caller,
        @Nullable String address,
        @Nullable String server,
        @Nullable String requestId,
        @Nullable String interaction) {

    private static final int LONGEST_REQUEST_ID = 100;
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1," + LONGEST_REQUEST_ID + "}");

    /** The server itself, such as when it loads the study. */
    static final Origin SERVER = new Origin(null, null, null, null, null);

    /** The origin of a request that has not reached the FHIR server. */
    static Origin of(HttpServletRequest request) {
        return new Origin(
                Caller.of(request), request.getRemoteAddr(), request.getLocalAddr(), requestId(request), null);
    }

    /** The {@code X-Request-ID} of a request; null if there is none or it is malformed. */
    static @Nullable String requestId(HttpServletRequest request) {
        String id = request.getHeader(Constants.HEADER_REQUEST_ID);
        return id != null && REQUEST_ID.matcher(id).matches() ? id : null;
    }

    /** The origin of a request to the FHIR server. */
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

    /** The action of the interaction. */
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
