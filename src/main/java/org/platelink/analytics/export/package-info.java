/**
 * Asynchronous exports: a client requests one and fetches its files when it is done (FHIR, asynchronous pattern). A
 * job is stored in the database with all that it needs, its files too; so any server on that database can run it,
 * report its progress and serve the files, and another starts it again from the beginning if the one that ran it is
 * gone. Files are only for the client that requested them, and are deleted after a day.
 *
 * <p>Here is also {@code $export} of Bulk Data Access; {@code $sql-export} brings an {@link ExportKind} of its own.
 *
 * @see <a href="https://hl7.org/fhir/uv/bulkdata/">Bulk Data Access 3.0.0</a>
 */
@NullMarked
@ApplicationModule(
        id = "export",
        allowedDependencies = {"server", "background", "access", "review", "extract", "run"})
package org.platelink.analytics.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
