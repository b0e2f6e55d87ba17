/**
 * The subject roster of a study: one row for each subject, with its state, its next visit, its counts, its response
 * and its worst grade.
 *
 * <p>The rows are cached in memory and follow the database: each request first polls what this server or another
 * wrote since the previous poll, and rebuilds the rows of those subjects. Grades take longer and are computed in the
 * background some moments later; a row says while its grade is pending.
 */
@NullMarked
@ApplicationModule(
        id = "roster",
        allowedDependencies = {
            "server",
            "background",
            "hapi :: table",
            "access",
            "subject",
            "table",
            "units",
            "schedule",
            "rules",
            "response",
            "safety"
        })
package org.platelink.trial.roster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
