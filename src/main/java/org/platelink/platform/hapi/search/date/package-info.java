/**
 * Search by date. The date that is searched for and the stored one are both spans of time, and a prefix says how the
 * two must relate. HAPI's own predicates miss values within a year or a month that is asked for by {@code ge} or
 * {@code le}, and do not support {@code ap}.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#prefix">FHIR R4, 3.1.1.4.7, prefixes</a>
 */
@NullMarked
package org.platelink.platform.hapi.search.date;

import org.jspecify.annotations.NullMarked;
