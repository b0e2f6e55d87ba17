/** Sign-in and sign-out, passkeys, sessions, and choosing a password. */
@NullMarked
package org.platelink.desk.signin;

import org.jspecify.annotations.NullMarked;
