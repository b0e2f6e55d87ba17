/** Error pages of the desk. */
@NullMarked
package org.platelink.desk.error;

import org.jspecify.annotations.NullMarked;
