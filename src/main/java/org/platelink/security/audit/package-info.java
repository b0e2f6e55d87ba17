/**
 * The audit trail: a tamper-evident log of what clients asked of the server, changed in it or were refused.
 *
 * <p>Each event is an AuditEvent modelled on IHE's Basic Audit Log Patterns. It is in PostgreSQL before the answer is
 * sent, in an append-only table. The rows form a hash chain: each carries the hash of the one before. Each second, by
 * default, a signed checkpoint in the data folder records the head of the chain. So a changed row, a removed row, a
 * cut-off end and a rewritten chain are all detected. An event names the client, what it asked for and which
 * resources and subjects it reached; it contains no body that was sent or answered, and no token.
 *
 * @see <a href="https://profiles.ihe.net/ITI/BALP/content.html">IHE Basic Audit Log Patterns</a>
 * @see <a href="https://hl7.org/fhir/R4/auditevent.html">FHIR R4, AuditEvent</a>
 */
@NullMarked
@ApplicationModule(
        id = "audit",
        allowedDependencies = {"server", "schema", "background", "access", "token", "user", "linkage", "run", "pipeline"
        })
package org.platelink.security.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
