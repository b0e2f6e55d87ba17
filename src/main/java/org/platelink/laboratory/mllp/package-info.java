/**
 * The MLLP (release 1) listener for laboratory systems that send HL7 v2: one port, with TLS and a certificate for
 * each peer, or without TLS for peers of known addresses. Messages on a connection are processed one after another,
 * each acknowledged.
 *
 * <p>It is off unless a port is configured. Messages are passed to the
 * {@link org.platelink.laboratory.intake.hl7.MessageDoor}, behind which all transports are handled alike.
 *
 * @see <a href="https://www.hl7.org/implement/standards/product_brief.cfm?product_id=55">HL7 Transport Specification:
 *     MLLP, release 1</a>
 */
@NullMarked
@ApplicationModule(
        id = "mllp",
        allowedDependencies = {"server", "background", "access", "audit", "hl7v2", "intake :: door"})
package org.platelink.laboratory.mllp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
