/**
 * Search by quantity. A stored quantity stands for one number, or with a comparator such as {@code <30} for all
 * numbers on one side of it; a searched number has the precision with which it was written. Both are compared in
 * canonical UCUM units. HAPI's own index has the number alone.
 *
 * <p>The package also handles the composite parameters of a code and a quantity, such as
 * {@code component-code-value-quantity}: HAPI would match the code of one component of a blood pressure together with
 * the value of another.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#quantity">FHIR R4, 3.1.1.4.13, quantity</a>
 */
@NullMarked
package org.platelink.platform.hapi.search.quantity;

import org.jspecify.annotations.NullMarked;
