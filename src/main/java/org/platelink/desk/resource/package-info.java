/** Resource pages: elements, versions and search results in readable form. */
@NullMarked
package org.platelink.desk.resource;

import org.jspecify.annotations.NullMarked;
