/**
 * Literal matching of text in searches. HAPI compares texts by SQL's {@code like}, and escapes only the percent sign
 * in what is searched for.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#string">FHIR R4, search by a string</a>
 */
@NullMarked
package org.platelink.platform.hapi.search.text;

import org.jspecify.annotations.NullMarked;
