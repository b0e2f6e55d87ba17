/** Overview page of a study: its key figures, each with a link to the list behind it. */
@NullMarked
package org.platelink.desk.overview;

import org.jspecify.annotations.NullMarked;
