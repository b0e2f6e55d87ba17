/**
 * Searches by dates. A date that is searched for and one that is stored are both spans of time, and a prefix asks how the two
 * lie to each other. HAPI's own predicates lose what lies within a year or a month that is asked for by {@code ge} or
 * {@code le}, and know no {@code ap}.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#prefix">FHIR R4, 3.1.1.4.7, prefixes</a>
 */
@NullMarked
package org.platelink.platform.search.date;

import org.jspecify.annotations.NullMarked;
