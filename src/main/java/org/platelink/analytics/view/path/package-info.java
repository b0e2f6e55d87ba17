/**
 * FHIRPath over resources as they are stored: JSON that is read once and walked, without FHIR objects made of it.
 *
 * <p>An expression is parsed by the grammar of FHIRPath 2.0, compiled once for the type on which it starts, and then evaluated
 * for each resource. Evaluated is what the <em>Shareable View Definition</em> profile of SQL on FHIR names, and more; what would
 * leave the resource, such as {@code resolve()} or {@code memberOf()}, is refused, so that no expression reads what its caller
 * may not.
 *
 * @see <a href="https://hl7.org/fhirpath/N1/">FHIRPath N1 (2.0.0)</a>
 */
@NullMarked
package org.platelink.analytics.view.path;

import org.jspecify.annotations.NullMarked;
