/** Data pages: tables with the meaning of their columns and a preview, downloads and exports. */
@NullMarked
package org.platelink.desk.data;

import org.jspecify.annotations.NullMarked;
