/**
 * User accounts: people's roles and sites, their authentication by password and passkey, and the rights with which
 * the server acts for them. Programs have keys and tokens of their own, in {@code token}.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html">NIST SP 800-63B-4, Passwords</a>
 */
@NullMarked
@ApplicationModule(
        id = "user",
        allowedDependencies = {"server", "access", "token"})
package org.platelink.security.user;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
