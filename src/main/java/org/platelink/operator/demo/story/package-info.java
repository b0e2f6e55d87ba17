/**
 * Invented lives: what happens to each subject of a synthetic cohort, in days, doses and laboratory values, without FHIR.
 *
 * <p>The same seed and day give the same stories, whatever machine tells them; each subject draws from a stream of its own,
 * so that the seventh is the same in a cohort of ten and in one of a hundred. What is plausible is taken from the trial's
 * protocol and from what is common in refractory immune thrombocytopenia; no value comes from a person.
 */
@NullMarked
package org.platelink.operator.demo.story;

import org.jspecify.annotations.NullMarked;
