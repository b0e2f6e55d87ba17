/**
 * Taking data out: one moment of the store as resources, tables and files.
 *
 * <p>A wing of the house: its packages are modules, and which wing may call which is held by a test.
 */
@NullMarked
package org.platelink.analytics;

import org.jspecify.annotations.NullMarked;
