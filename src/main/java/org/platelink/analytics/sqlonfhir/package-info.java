/**
 * SQL on FHIR over HTTP: {@code $sql-run} answers the rows of a view at once,
 * {@code $sql-export} those of several, of one moment, as files. A view comes with the request, or is stored as a
 * Library of which it is the content, since FHIR R4 has no ViewDefinition. Before a row is made, the resources are held to what
 * their caller may search.
 *
 * <p>Queries in SQL, which the specification has as well, are not offered: what a query joins cannot be held to rules.
 *
 * @see <a href="https://build.fhir.org/ig/HL7/sql-on-fhir/operations.html">SQL on FHIR 3.0.0-ballot, operations</a>
 */
@NullMarked
@ApplicationModule(
        id = "sqlonfhir",
        allowedDependencies = {"server", "access", "view", "extract", "export", "number", "run"})
package org.platelink.analytics.sqlonfhir;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
