/**
 * SQL on FHIR over HTTP: {@code $sql-run} answers the rows of a view at once, {@code $sql-export} writes those of
 * several views, from one database snapshot, as files. A view is sent with the request, or is stored as the content
 * of a Library, since FHIR R4 has no ViewDefinition. Before rows are made, the resources are restricted to what the
 * caller may search.
 *
 * <p>Queries in SQL, which the specification has as well, are not offered: the access rules cannot be applied to what
 * a query joins.
 *
 * @see <a href="https://build.fhir.org/ig/HL7/sql-on-fhir/operations.html">SQL on FHIR 3.0.0-ballot, operations</a>
 */
@NullMarked
@ApplicationModule(
        id = "sqlonfhir",
        allowedDependencies = {"server", "access", "review", "view", "extract", "export", "number", "run"})
package org.platelink.analytics.sqlonfhir;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
