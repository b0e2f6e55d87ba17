package org.platelink.operator.demo;

import java.util.function.Supplier;

/**
 * The server to fill, with access tokens.
 *
 * @param base the base URL of its FHIR API, such as {@code http://localhost:8080/fhir}
 * @param coordinator supplies a new token of the demo site's coordinator
 * @param laboratory supplies a new token of the demo site's laboratory system
 */
public record DemoServer(String base, Supplier<String> coordinator, Supplier<String> laboratory) {}
