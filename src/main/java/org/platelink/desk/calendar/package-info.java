/** Upcoming visits, as a page and as an iCalendar feed. */
@NullMarked
package org.platelink.desk.calendar;

import org.jspecify.annotations.NullMarked;
