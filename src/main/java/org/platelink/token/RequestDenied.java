package org.platelink.token;

/**
 * A request was turned away before the FHIR server saw it. Published before the answer leaves.
 *
 * @param method the HTTP method
 * @param address from where the request came
 * @param sentence what the answer says
 */
public record RequestDenied(String method, String address, String sentence) {}
