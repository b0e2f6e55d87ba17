/**
 * Keeps direct identifiers out of the texts of what belongs to a subject: notes, narratives, conclusions, titles, displays.
 *
 * <p>Two things are looked for: identifiers that the subject's site has linked ({@link org.platelink.security.linkage}), and what
 * tells by its form or its label that it is a person's. It cannot find a name that stands in a sentence without a label:
 * the sites must not write one. A resource in which something is found is refused; no text is ever changed.
 *
 * <p>A write over HTTP is screened before its database transaction begins; any other where it is stored.
 */
@NullMarked
@ApplicationModule(
        id = "screening",
        allowedDependencies = {"server", "access", "linkage"})
package org.platelink.security.screening;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
