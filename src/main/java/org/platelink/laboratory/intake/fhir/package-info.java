/**
 * The intake of FHIR deliveries: transactions, single resources and patches of EHRs, which are journaled, stored and
 * answered in one database transaction, or interpreted by the queue if they have to wait.
 */
@NullMarked
package org.platelink.laboratory.intake.fhir;

import org.jspecify.annotations.NullMarked;
