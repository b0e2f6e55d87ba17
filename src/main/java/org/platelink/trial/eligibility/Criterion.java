package org.platelink.trial.eligibility;

import org.hl7.fhir.r4.model.Coding;

/**
 * A criterion of a study.
 *
 * @param code its code
 * @param exclusion whether it excludes whom it is met by
 * @param expression the name of the expression that judges it
 */
record Criterion(Coding code, boolean exclusion, String expression) {}
