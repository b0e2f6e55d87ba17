package org.platelink.security.access;

/**
 * The condition of a write: an identifier that a resource has.
 *
 * @param system the namespace
 * @param value the identifier in it
 */
record Condition(String type, String system, String value) {}
