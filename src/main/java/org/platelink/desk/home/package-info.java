/** The first page, and where it leads. */
@NullMarked
package org.platelink.desk.home;

import org.jspecify.annotations.NullMarked;
