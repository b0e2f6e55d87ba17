/**
 * A trial under way: subjects and their states, visits, eligibility, responses and safety, by the rules of the study.
 *
 * <p>A wing of the house: its packages are modules, and which wing may call which is held by a test.
 */
@NullMarked
package org.platelink.trial;

import org.jspecify.annotations.NullMarked;
