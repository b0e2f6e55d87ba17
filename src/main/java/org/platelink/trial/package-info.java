/**
 * The modules of a running trial: subjects and their states, visits, eligibility, responses and safety, evaluated by
 * the rules of the study.
 *
 * <p>This package groups modules and holds no code of its own. A test checks which of these groups may call which.
 */
@NullMarked
package org.platelink.trial;

import org.jspecify.annotations.NullMarked;
