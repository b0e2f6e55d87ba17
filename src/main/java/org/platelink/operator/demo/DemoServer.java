package org.platelink.operator.demo;

import java.util.function.Supplier;

/**
 * The server that is filled.
 *
 * @param base of its FHIR API, such as {@code http://localhost:8080/fhir}
 * @param coordinator gives a new token of the demo site's coordinator
 * @param laboratory gives a new token of the demo site's laboratory system
 */
public record DemoServer(String base, Supplier<String> coordinator, Supplier<String> laboratory) {}
