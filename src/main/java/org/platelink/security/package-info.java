/**
 * Who asks, and what they may: roles and sites, tokens and people who sign in, how much at once, the audit trail, who
 * a participant is.
 *
 * <p>A wing of the house: its packages are modules, and which wing may call which is held by a test.
 */
@NullMarked
package org.platelink.security;

import org.jspecify.annotations.NullMarked;
