/**
 * The subjects of a study at a glance: one row for each, with where it stands, what comes next, its counts, its response and its
 * gravest grade.
 *
 * <p>The rows are kept in memory and follow what is stored: each question looks first at what was written since the last one, by
 * this server or another, and makes the rows of those subjects anew. Grades take longer and come some moments later; a row says
 * so.
 */
@NullMarked
@ApplicationModule(
        id = "roster",
        allowedDependencies = {
            "server",
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
