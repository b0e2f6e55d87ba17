package org.platelink.security.run;

import org.platelink.security.access.Caller;

/**
 * That an admin ended a run.
 *
 * @param admin who ended it
 * @param client whose run it was
 * @param run its id
 */
public record RunCancelledEvent(Caller admin, String client, String run) {}
