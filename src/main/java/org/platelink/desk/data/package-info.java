/** The data as tables: what their columns mean, how they begin, and the ways to take them out. */
@NullMarked
package org.platelink.desk.data;

import org.jspecify.annotations.NullMarked;
