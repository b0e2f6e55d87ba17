package org.platelink.security.run;

import org.platelink.security.access.Caller;

/**
 * Event: an admin ended a run.
 *
 * @param admin the admin who ended it
 * @param client the client whose run it was
 * @param run the run's id
 */
public record RunCancelledEvent(Caller admin, String client, String run) {}
