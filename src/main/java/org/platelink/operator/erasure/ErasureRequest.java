package org.platelink.operator.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.server.FhirErrors;

/**
 * The validated request for an erasure.
 *
 * @param versions the resource versions to erase
 * @param messages the ids of the journal messages to erase
 * @param reason the reason
 * @param ticket the id under which the case is handled elsewhere; null if there is none
 * @param person the name of the administrator who requests it
 */
record ErasureRequest(
        List<VersionName> versions, List<UUID> messages, Reason reason, @Nullable String ticket, String person) {

    private static final int MOST = 200;
    private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9#_/.-]{1,40}");

    /** The request body before validation; any part may be missing. */
    record Payload(
            @Nullable List<String> versions,
            @Nullable List<String> messages,
            @Nullable String reason,
            @Nullable String ticket,
            @Nullable String person) {

        /**
         * Validates and parses the body.
         *
         * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException 400 with the error and its place
         */
        ErasureRequest read() {
            List<VersionName> names = new ArrayList<>();
            for (String version : versions == null ? List.<String>of() : versions) {
                names.add(VersionName.of(String.valueOf(version))
                        .orElseThrow(() -> FhirErrors.invalid(
                                "versions[" + names.size() + "]",
                                "A version is named by type, id and number, such as Observation/1/_history/2.")));
            }
            List<UUID> ids = new ArrayList<>();
            for (String message : messages == null ? List.<String>of() : messages) {
                ids.add(uuid("messages[" + ids.size() + "]", String.valueOf(message)));
            }
            if (names.isEmpty() && ids.isEmpty() || names.size() + ids.size() > MOST) {
                throw FhirErrors.invalid(
                        "versions", "Name what is to be erased: 1 to " + MOST + " versions and messages.");
            }
            if (ticket != null && !TICKET.matcher(ticket).matches()) {
                throw FhirErrors.invalid(
                        "ticket", "A ticket is at most 40 letters, digits and . _ / # - without blanks.");
            }
            Reason why = Reason.of(String.valueOf(reason))
                    .orElseThrow(() -> FhirErrors.invalid("reason", "The reason is one of " + Reason.codes() + "."));
            return new ErasureRequest(List.copyOf(names), List.copyOf(ids), why, ticket, Person.of(person));
        }
    }

    static UUID uuid(String place, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw FhirErrors.invalid(place, "This must be a UUID.");
        }
    }
}
