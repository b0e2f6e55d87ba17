/**
 * Watches over subjects: keeps the verdicts on them current, and stores alerts about what somebody should look at, as
 * Flags that a person acknowledges.
 *
 * <p>One server at a time looks for what was written, by any server, and takes up the subjects concerned; once a day
 * it takes up all those of a site, when its day begins. Nothing of this waits in memory alone: how far it has come is
 * in the database, and a request that writes a result knows nothing of it.
 *
 * @see <a href="https://platelink.org/ig/msc-itp/StructureDefinition/trial-alert">Alert</a>
 */
@NullMarked
@ApplicationModule(
        id = "alert",
        allowedDependencies = {
            "server",
            "background",
            "hapi :: table",
            "access",
            "audit",
            "units",
            "subject",
            "schedule",
            "rules",
            "analysis",
            "review",
            "safety",
            "eligibility"
        })
package org.platelink.trial.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
