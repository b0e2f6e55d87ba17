package org.platelink.trial.eligibility;

/**
 * A resource of the record that a person must have looked at before answering a question of the attestation.
 *
 * @param address the reference with the version, such as {@code Condition/12/_history/1}
 * @param says its code and status in words
 */
record RecordToSee(String address, String says) {}
