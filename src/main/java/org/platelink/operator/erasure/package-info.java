/**
 * Takes a text out of the record that should never have come in: a name in a comment, a number of a patient in a note.
 *
 * <p>The text of named versions of resources is erased, of named messages of the journal too if that is asked for, and files of
 * exports that may carry it are taken back. What stays is that there was something: the version, its time and who wrote it, with
 * a tombstone in the place of the text. Two admins are needed: one asks, with a reason, and another one agrees. The trail has
 * both, and the erasure tells which clients were given what was erased.
 */
@NullMarked
@ApplicationModule(
        id = "erasure",
        allowedDependencies = {"server", "access", "audit", "export", "journal"})
package org.platelink.operator.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
