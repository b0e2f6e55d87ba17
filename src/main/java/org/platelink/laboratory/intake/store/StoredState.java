package org.platelink.laboratory.intake.store;

/**
 * The stored state of a result.
 *
 * @param stamp the timestamp by which states are ordered
 * @param status its FHIR status
 * @param content the fingerprint of the resource
 */
record StoredState(ResultTimestamp stamp, String status, byte[] content) {}
