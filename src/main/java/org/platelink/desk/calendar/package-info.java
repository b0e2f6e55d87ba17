/** The visits that come next, on a page and as a feed for people's calendars. */
@NullMarked
package org.platelink.desk.calendar;

import org.jspecify.annotations.NullMarked;
