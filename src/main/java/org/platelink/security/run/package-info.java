/**
 * Heavy work that reads or calculates much for one response: which runs there are, for whom and since when, so that
 * they can be limited, listed by the operator and ended.
 *
 * <p>A {@link org.platelink.security.run.Run} ends when its client has left, when it exceeds its time limit, and when
 * an admin ends it. One client holds at most half of what may run at the same time.
 */
@NullMarked
@ApplicationModule(
        id = "run",
        allowedDependencies = {"server", "access", "pipeline"})
package org.platelink.security.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
