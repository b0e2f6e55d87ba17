/** The entrance of the server; every capability lives in a package of its own below this one. */
@NullMarked
package org.platelink;

import org.jspecify.annotations.NullMarked;
