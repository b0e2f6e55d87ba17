/**
 * HL7 version 2: framing, reading and answering its messages. Every version from 2.1 to 2.8 is read through one model, that
 * of 2.5.1; what comes out are records in the standard's words, and nothing of the library that parses.
 *
 * <p>Pure Java. Nothing here knows FHIR, a site or a subject, and nothing is interpreted: a time, a number and a code are
 * the texts that were sent.
 *
 * @see <a href="https://www.hl7.org/implement/standards/product_brief.cfm?product_id=144">HL7 version 2.5.1, chapters 2
 *     and 7</a>
 */
@NullMarked
@ApplicationModule(
        id = "hl7v2",
        allowedDependencies = {})
package org.platelink.laboratory.hl7v2;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
