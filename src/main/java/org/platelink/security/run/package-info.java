/**
 * Work that reads or calculates much for one answer: what is at it, for whom and since when, so that it can be bounded, seen by
 * who runs the server, and ended.
 *
 * <p>A {@link org.platelink.security.run.Run} ends when its client has left, when it takes longer than it may, and when an admin says so.
 * One client holds at most half of what may run at the same time.
 */
@NullMarked
@ApplicationModule(
        id = "run",
        allowedDependencies = {"server", "access"})
package org.platelink.security.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
