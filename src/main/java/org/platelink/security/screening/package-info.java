/**
 * Screening that keeps direct identifiers out of the texts of resources that belong to a subject: notes, narratives,
 * conclusions, titles, displays.
 *
 * <p>It looks for two things: identifiers that the subject's site has linked
 * ({@link org.platelink.security.linkage}), and text that is a person's by its form or its label. It cannot find a
 * name in a sentence without a label: the sites must not write one. A resource with a finding is refused; no text is
 * ever changed.
 *
 * <p>A write over HTTP is screened before its database transaction begins, any other one when it is stored.
 */
@NullMarked
@ApplicationModule(
        id = "screening",
        allowedDependencies = {"server", "access", "linkage", "pipeline"})
package org.platelink.security.screening;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
