/**
 * The desk: the web pages by which people use the server in a browser. It is the top layer: no other module depends
 * on it. Pages are rendered on the server and readable without JavaScript; they get their data from the server's own
 * API, with the rights of the signed-in user ({@link org.platelink.security.loopback}).
 *
 * <p>Each page is a package: a controller, the record that it shows, and beside it, in {@code src/main/jte}, the
 * template. Texts are in {@code words.properties}, one file for each language.
 */
@NullMarked
@ApplicationModule(
        id = "desk",
        allowedDependencies = {"server", "background", "access", "token", "user", "units", "loopback", "table"})
package org.platelink.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
