/**
 * Schedule of activities: which activities a protocol plans at which visit, as in the table of a protocol document.
 */
@NullMarked
package org.platelink.desk.schedule;

import org.jspecify.annotations.NullMarked;
