/** Message pages: received laboratory messages, their status, and what there is to correct. */
@NullMarked
package org.platelink.desk.intake;

import org.jspecify.annotations.NullMarked;
