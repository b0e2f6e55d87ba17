/**
 * Loads the study from files: keeps the server's resources in step with {@code fhir-resources/study}.
 *
 * <p>A file is loaded once, and again only when its content changes, so that a change over the FHIR interface
 * survives a restart. If both have changed, the change over the FHIR interface is kept, and the startup log says so.
 * Nothing in this package is specific to one trial: another study is another folder ({@code platelink.study.folder}).
 */
@NullMarked
@ApplicationModule(id = "study", allowedDependencies = "server")
package org.platelink.study.study;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
