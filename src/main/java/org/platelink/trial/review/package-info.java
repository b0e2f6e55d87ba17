/**
 * Data review: queries on data points, source verification and sign-off of visits, locks of data, and data cuts.
 *
 * <p>Monitors and coordinators open queries, the site answers, the monitor closes. A query is a Task of the guide. It
 * is written by operations alone, so that the server says who did what and when, and no note is ever lost.
 *
 * <p>A verification rests on the versions that were seen: any change of them makes it outdated, in the same
 * transaction.
 *
 * <p>A lock refuses every change of a subject's data, the server's own too, until it is taken back with a reason. The
 * locks in force are in a table of their own, which each write asks; a Task records each of them.
 *
 * <p>A data cut is the list of the versions of one moment, by a name. What is read of it later is the same, or refused.
 */
@NullMarked
@ApplicationModule(
        id = "review",
        allowedDependencies = {"server", "hapi :: table", "access", "audit", "screening", "pipeline"})
package org.platelink.trial.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
