package org.platelink.trial.eligibility;

import org.hl7.fhir.r4.model.Coding;

/**
 * One eligibility criterion of a study, with the expression that evaluates it.
 *
 * @param code the code of the criterion
 * @param exclusion whether it is an exclusion criterion: a subject that meets it is excluded
 * @param expression the name of the expression that evaluates it
 */
record Criterion(Coding code, boolean exclusion, String expression) {}
