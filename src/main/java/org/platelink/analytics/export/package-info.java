/**
 * Exports: what a client asks for once and fetches when it is done (FHIR, asynchronous pattern). A job stands in the database
 * with all that it needs, its files too; so any server on that database can do it, tell how far it is and give the files, and
 * another begins it anew if the one that was at it is gone. Files are only for the client that asked, and go after a day.
 *
 * <p>Here is also {@code $export} of Bulk Data Access; {@code $sql-export} brings work of its own.
 *
 * @see <a href="https://hl7.org/fhir/uv/bulkdata/">Bulk Data Access 3.0.0</a>
 */
@NullMarked
@ApplicationModule(
        id = "export",
        allowedDependencies = {"server", "access", "extract", "run"})
package org.platelink.analytics.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
