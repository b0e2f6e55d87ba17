/** The schedule of activities: what a protocol has done at which visit, as the table of a protocol document. */
@NullMarked
package org.platelink.desk.schedule;

import org.jspecify.annotations.NullMarked;
