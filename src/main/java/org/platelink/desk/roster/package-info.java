/** The subjects of a study as a table: sorted, filtered, in pages. */
@NullMarked
package org.platelink.desk.roster;

import org.jspecify.annotations.NullMarked;
