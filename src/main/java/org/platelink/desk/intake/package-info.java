/** What laboratories deliver, what becomes of it, and what there is to mend. */
@NullMarked
package org.platelink.desk.intake;

import org.jspecify.annotations.NullMarked;
