/** The home page and the redirects to a user's first page. */
@NullMarked
package org.platelink.desk.home;

import org.jspecify.annotations.NullMarked;
