/**
 * The door for laboratory systems that speak HL7 v2 over MLLP release 1: one port with TLS and
 * a certificate for each peer, or without TLS for peers of known addresses; one message after another on a connection, each
 * answered.
 *
 * <p>It is shut unless a port is given. What it takes it hands to the {@link org.platelink.laboratory.intake.MessageDoor}, behind which
 * every way in is the same.
 *
 * @see <a href="https://www.hl7.org/implement/standards/product_brief.cfm?product_id=55">HL7 Transport Specification: MLLP,
 *     release 1</a>
 */
@NullMarked
@ApplicationModule(
        id = "mllp",
        allowedDependencies = {"server", "access", "audit", "hl7v2", "intake"})
package org.platelink.laboratory.mllp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
