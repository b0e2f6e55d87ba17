/**
 * The life of a subject: how a person who consented becomes a subject of a study, the states that the subject moves through,
 * and since when.
 *
 * <p>R4 has the present state of a ResearchSubject alone. The states before it and their days stand in the guide's extension
 * subject-state, which {@link org.platelink.trial.subject.StateHistory} reads and writes. Whatever way a subject is written, its
 * states must be a path that {@link org.platelink.trial.subject.SubjectState} allows, and none that was recorded is lost.
 */
@NullMarked
@ApplicationModule(
        id = "subject",
        allowedDependencies = {"server", "access", "linkage"})
package org.platelink.trial.subject;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
