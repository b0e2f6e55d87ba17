/** Registry page of a study: completeness of its registration data, published formats, and changes. */
@NullMarked
package org.platelink.desk.registry;

import org.jspecify.annotations.NullMarked;
