/**
 * Searches by quantities. A quantity that is stored stands for one number, or with a comparator such as {@code <30} for all
 * on one side of it; one that is searched for has the precision with which it was written. Both are compared in the canonical
 * units of UCUM. HAPI's own index knows the number alone.
 *
 * <p>Here are also the composite parameters of a code and a quantity, such as {@code component-code-value-quantity}: HAPI
 * would find a blood pressure by the code of one component and the value of another.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#quantity">FHIR R4, 3.1.1.4.13, quantity</a>
 */
@NullMarked
package org.platelink.platform.search.quantity;

import org.jspecify.annotations.NullMarked;
