/**
 * FHIRPath engine that works on resources as they are stored: JSON that is parsed once and traversed, without
 * building FHIR objects.
 *
 * <p>An expression is parsed by the grammar of FHIRPath 2.0, compiled once for the type on which it starts, and then
 * evaluated for each resource. It supports what the <em>Shareable View Definition</em> profile of SQL on FHIR names,
 * and more; what would leave the resource, such as {@code resolve()} or {@code memberOf()}, is refused, so that no
 * expression reads what its caller may not.
 *
 * @see <a href="https://hl7.org/fhirpath/N1/">FHIRPath N1 (2.0.0)</a>
 */
@NullMarked
package org.platelink.analytics.view.path;

import org.jspecify.annotations.NullMarked;
