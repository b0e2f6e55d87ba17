/**
 * The command-line tools for whoever runs the server, and the operations that need two administrators.
 *
 * <p>This package groups modules and holds no code of its own. A test checks which of these groups may call which.
 */
@NullMarked
package org.platelink.operator;

import org.jspecify.annotations.NullMarked;
