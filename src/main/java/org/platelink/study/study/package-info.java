/**
 * Loads the study from files: keeps the server's resources in step with {@code fhir-resources/study}.
 *
 * <p>A file is loaded once, and again only when its content changes, so that a change over the FHIR interface
 * survives a restart. If both have changed, the change over the FHIR interface is kept, and the startup log says so.
 * Nothing in this package is specific to one trial: another study is another folder ({@code platelink.study.folder}).
 * A folder that does not fit is not loaded at all, and the refusal names every fault of every file.
 */
@NullMarked
@ApplicationModule(
        id = "study",
        allowedDependencies = {"server", "validation"})
package org.platelink.study.study;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
