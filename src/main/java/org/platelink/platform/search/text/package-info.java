/**
 * Searches by texts. What is searched for is compared by SQL's patterns, in which HAPI makes only the percent sign mean itself.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#string">FHIR R4, search by a string</a>
 */
@NullMarked
package org.platelink.platform.search.text;

import org.jspecify.annotations.NullMarked;
