/** Asks the server's own API for whoever is signed in. */
@NullMarked
package org.platelink.desk.api;

import org.jspecify.annotations.NullMarked;
