/** All of one subject: visits, results, responses, adverse events, and the way from each number to its source. */
@NullMarked
package org.platelink.desk.subject;

import org.jspecify.annotations.NullMarked;
