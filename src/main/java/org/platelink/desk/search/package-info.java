/** Search box for subjects, studies, the guide's artifacts, codes and settings. */
@NullMarked
package org.platelink.desk.search;

import org.jspecify.annotations.NullMarked;
