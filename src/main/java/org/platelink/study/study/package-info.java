/**
 * The study as data: the files of {@code fhir-resources/study}, kept the same in the server as they are on disk.
 *
 * <p>A file is loaded once; it is loaded again when its content changes, and only then, so that a change made over the
 * FHIR interface outlives a restart; where both have changed, the person's is kept and the start says so. Nothing of one trial stands in this package: another study is another folder
 * ({@code platelink.study.folder}).
 */
@NullMarked
@ApplicationModule(id = "study", allowedDependencies = "server")
package org.platelink.study.study;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
