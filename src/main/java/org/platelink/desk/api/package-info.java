/** Client for the server's own API, used with the rights of the signed-in user. */
@NullMarked
package org.platelink.desk.api;

import org.jspecify.annotations.NullMarked;
