/**
 * Maps stories to FHIR requests, in the shapes that the implementation guide requires. A reference to a resource
 * whose id the server assigns, such as an Encounter, is a placeholder like {@code Encounter/$infusion-2} until the
 * request is sent, so the same story always gives the same requests.
 */
@NullMarked
package org.platelink.operator.demo.request;

import org.jspecify.annotations.NullMarked;
