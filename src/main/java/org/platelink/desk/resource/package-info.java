/** Resources as people read them: their elements, versions, and what a search finds. */
@NullMarked
package org.platelink.desk.resource;

import org.jspecify.annotations.NullMarked;
