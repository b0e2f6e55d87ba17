/**
 * The journal of received laboratory messages: each one as it was received, encrypted, with its status and the
 * reasons for it. Nothing is acknowledged before it is stored here.
 *
 * <p>A {@link org.platelink.laboratory.journal.Finding} says what prevents a message from being applied; something
 * that a person at the site has to fix, such as a code that no ConceptMap knows, is a work item.
 */
@NullMarked
@ApplicationModule(
        id = "journal",
        allowedDependencies = {"server", "sealing"})
package org.platelink.laboratory.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
