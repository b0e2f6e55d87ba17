/**
 * Parser for HL7 version 2: MLLP framing, parsing and acknowledging messages. Every version from 2.1 to 2.8 is parsed
 * with one model, that of 2.5.1; the output are records in the terms of the standard, without types of the parsing
 * library.
 *
 * <p>Pure Java, without FHIR, sites or subjects. Nothing is interpreted: times, numbers and codes are the texts that
 * were sent.
 *
 * @see <a href="https://www.hl7.org/implement/standards/product_brief.cfm?product_id=144">HL7 version 2.5.1, chapters
 *     2 and 7</a>
 */
@NullMarked
@ApplicationModule(
        id = "hl7v2",
        allowedDependencies = {})
package org.platelink.laboratory.hl7v2;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
