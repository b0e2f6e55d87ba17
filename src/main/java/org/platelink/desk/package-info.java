/**
 * The desk: the pages by which people use the server in a browser. It stands above all else, and nothing knows it. Pages are made
 * on the server and read without JavaScript; what they show they ask of the server's own API, with the rights of whoever is signed
 * in ({@link org.platelink.security.loopback}).
 *
 * <p>Each page is a package: a controller, the record that it shows, and beside it, in {@code src/main/jte}, the template. Words
 * are in {@code words.properties}, in each language one.
 */
@NullMarked
@ApplicationModule(
        id = "desk",
        allowedDependencies = {"server", "access", "token", "user", "units", "loopback"})
package org.platelink.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
