/**
 * Subject page: visits, results, responses and adverse events of one subject, each number with a link to its source.
 */
@NullMarked
package org.platelink.desk.subject;

import org.jspecify.annotations.NullMarked;
