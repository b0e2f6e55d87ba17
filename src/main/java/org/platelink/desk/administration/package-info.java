/**
 * Administration pages: the server's health, its clients and user accounts, settings and the audit trail. They change
 * nothing but what they offer: resetting a user's access and starting a verification of the audit trail.
 */
@NullMarked
package org.platelink.desk.administration;

import org.jspecify.annotations.NullMarked;
