/**
 * Stories as FHIR requests, in the shapes that the implementation guide asks for. What a request refers to and the server
 * names, such as an Encounter, stands in it as {@code Encounter/$infusion-2} until it is sent; so the same story gives the
 * very same requests each time.
 */
@NullMarked
package org.platelink.operator.demo.request;

import org.jspecify.annotations.NullMarked;
