/** Consent pages for apps: granting and revoking authorizations. */
@NullMarked
package org.platelink.desk.consent;

import org.jspecify.annotations.NullMarked;
