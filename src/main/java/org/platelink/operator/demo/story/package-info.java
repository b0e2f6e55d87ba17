/**
 * Generated stories: what happens to each subject of a synthetic cohort, in days, doses and laboratory values,
 * independent of FHIR.
 *
 * <p>The generation is deterministic: the same seed and day give the same stories on every machine. Each subject has
 * its own random stream, so the seventh subject is the same in a cohort of ten and of a hundred. Plausible values are
 * taken from the trial's protocol and from what is common in refractory immune thrombocytopenia; no value comes from
 * a real person.
 */
@NullMarked
package org.platelink.operator.demo.story;

import org.jspecify.annotations.NullMarked;
