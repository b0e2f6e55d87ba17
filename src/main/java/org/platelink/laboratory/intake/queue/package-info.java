/**
 * The queue of received messages: the backlog, the workers that apply one message after another to the store, and the
 * retry of parked ones; with the properties, the meters, the audit events and the site's maps that every format needs.
 */
@NullMarked
package org.platelink.laboratory.intake.queue;

import org.jspecify.annotations.NullMarked;
