/**
 * The commands of whoever runs the server, and what takes two administrators.
 *
 * <p>A wing of the house: its packages are modules, and which wing may call which is held by a test.
 */
@NullMarked
package org.platelink.operator;

import org.jspecify.annotations.NullMarked;
