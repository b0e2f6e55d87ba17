package org.platelink.security.audit;

import org.jspecify.annotations.Nullable;

/**
 * An {@code entity} of an audit event: one thing that the event is about.
 *
 * @param type what kind of thing it is
 * @param role the part it plays; null for a request's id
 * @param lifecycle what became of it, such as created; null if nothing did
 * @param reference a resource, such as {@code Observation/1/_history/2}; null for the others
 * @param identifier a request's id; null for the others
 * @param name the name of any other thing; null for the others
 * @param query the query, as it was sent; null for the others
 */
record Entity(
        AuditCoding type,
        @Nullable AuditCoding role,
        @Nullable AuditCoding lifecycle,
        @Nullable String reference,
        @Nullable String identifier,
        @Nullable String name,
        @Nullable String query) {

    static Entity resource(String reference, @Nullable AuditCoding lifecycle) {
        return new Entity(AuditCoding.SYSTEM_OBJECT, AuditCoding.RESOURCE_ROLE, lifecycle, reference, null, null, null);
    }

    static Entity patient(String reference) {
        return new Entity(AuditCoding.PERSON, AuditCoding.PATIENT_ROLE, null, reference, null, null, null);
    }

    static Entity query(String query) {
        return new Entity(AuditCoding.SYSTEM_OBJECT, AuditCoding.QUERY_ROLE, null, null, null, null, query);
    }

    static Entity requestId(String id) {
        return new Entity(AuditCoding.REQUEST_ID, null, null, null, id, null, null);
    }

    static Entity named(String name) {
        return new Entity(AuditCoding.SYSTEM_OBJECT, AuditCoding.RESOURCE_ROLE, null, null, null, name, null);
    }

    boolean isPatient() {
        return type == AuditCoding.PERSON;
    }
}
