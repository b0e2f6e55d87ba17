/**
 * The journal of what laboratories sent: every message as it came, encrypted, with what became of it and why. Nothing is
 * acknowledged before it stands here.
 *
 * <p>A {@link org.platelink.laboratory.journal.Finding} says what keeps a message from being applied; what somebody at the site has to
 * mend, such as a code that no map knows, is a work item.
 */
@NullMarked
@ApplicationModule(
        id = "journal",
        allowedDependencies = {"server", "sealing"})
package org.platelink.laboratory.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
