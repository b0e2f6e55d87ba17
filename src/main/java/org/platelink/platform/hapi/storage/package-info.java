/** What HAPI's storing of resources does otherwise: fewer passes, fewer updates, and links in narratives. */
@NullMarked
package org.platelink.platform.hapi.storage;

import org.jspecify.annotations.NullMarked;
