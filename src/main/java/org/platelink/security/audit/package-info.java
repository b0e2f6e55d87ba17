/**
 * The audit trail: what anybody asked of the server, changed in it or was refused by it, in a form that shows tampering.
 *
 * <p>Each event is an AuditEvent shaped after IHE's Basic Audit Log Patterns. It stands in PostgreSQL before the answer
 * leaves, in a table that refuses to be changed. Each row carries the hash of the one before, and each second a signed
 * checkpoint in the data folder says how far the chain has come, so that neither a changed row, nor a removed one, nor a
 * cut-off end, nor a chain written anew goes unnoticed. An event names the client, what it asked for and which resources and
 * subjects it reached; it carries nothing of what was sent or answered.
 *
 * @see <a href="https://profiles.ihe.net/ITI/BALP/content.html">IHE Basic Audit Log Patterns</a>
 * @see <a href="https://hl7.org/fhir/R4/auditevent.html">FHIR R4, AuditEvent</a>
 */
@NullMarked
@ApplicationModule(
        id = "audit",
        allowedDependencies = {"server", "access", "token", "user", "linkage", "run", "pipeline"})
package org.platelink.security.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
