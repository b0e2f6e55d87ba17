/**
 * Subject registration and the states of subjects: how a person who consented becomes a subject of a study, the
 * states that the subject moves through, and since when.
 *
 * <p>R4 holds only the current state of a ResearchSubject. The earlier states and their dates are in the guide's
 * extension subject-state, which {@link org.platelink.trial.subject.StateHistory} reads and writes. On every write
 * path, the states must be a path that {@link org.platelink.trial.subject.SubjectState} allows, and no recorded state
 * may be lost.
 *
 * <p>A recorded death ends participation, and a consent that is not in force is shown on the subject:
 * {@link org.platelink.trial.subject.Participation} holds both against the infusions, whichever is written.
 */
@NullMarked
@ApplicationModule(
        id = "subject",
        allowedDependencies = {"server", "hapi :: table", "access", "linkage", "pipeline"})
package org.platelink.trial.subject;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
