/**
 * The intake of HL7 v2 messages, over whichever transport: read, journaled and acknowledged at the
 * {@link org.platelink.laboratory.intake.hl7.MessageDoor}, and interpreted for the queue.
 */
@NullMarked
package org.platelink.laboratory.intake.hl7;

import org.jspecify.annotations.NullMarked;
