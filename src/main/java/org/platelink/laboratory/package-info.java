/**
 * What laboratories send: messages read, kept, understood and applied, each accounted for.
 *
 * <p>A wing of the house: its packages are modules, and which wing may call which is held by a test.
 */
@NullMarked
package org.platelink.laboratory;

import org.jspecify.annotations.NullMarked;
