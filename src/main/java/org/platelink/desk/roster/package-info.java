/** Subject list of a study as a table with sorting, filters and paging. */
@NullMarked
package org.platelink.desk.roster;

import org.jspecify.annotations.NullMarked;
