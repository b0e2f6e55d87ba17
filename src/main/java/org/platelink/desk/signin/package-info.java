/** Signing in and out, and choosing a password. */
@NullMarked
package org.platelink.desk.signin;

import org.jspecify.annotations.NullMarked;
