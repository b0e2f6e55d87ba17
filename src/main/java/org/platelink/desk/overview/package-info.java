/** The numbers of a study that matter today, each with the way to the list behind it. */
@NullMarked
package org.platelink.desk.overview;

import org.jspecify.annotations.NullMarked;
