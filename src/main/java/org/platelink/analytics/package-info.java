/**
 * Data extraction: consistent reads of the store as resources, tables and files.
 *
 * <p>A wing of the code base: its packages are modules, and a test enforces which wing may call which.
 */
@NullMarked
package org.platelink.analytics;

import org.jspecify.annotations.NullMarked;
