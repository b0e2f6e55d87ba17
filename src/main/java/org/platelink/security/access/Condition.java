package org.platelink.security.access;

/**
 * The condition of a conditional write: an identifier of a resource.
 *
 * @param system the namespace
 * @param value the identifier in it
 */
record Condition(String type, String system, String value) {}
