/**
 * Erases data that should never have been stored, such as a name in a comment or a patient's number in a note.
 *
 * <p>The text of named resource versions is overwritten; on request that of named journal messages too. Files of
 * exports that may contain it are deleted. The version itself stays, with its time and author, and a tombstone in
 * place of the text. Two administrators are needed: one requests, with a reason, and another one agrees. The audit
 * trail records both, and the erasure lists the clients that were given the data.
 */
@NullMarked
@ApplicationModule(
        id = "erasure",
        allowedDependencies = {"server", "hapi :: table", "access", "audit", "export", "journal"})
package org.platelink.operator.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
