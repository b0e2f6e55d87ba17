/** Asking people whether they allow an app. */
@NullMarked
package org.platelink.desk.consent;

import org.jspecify.annotations.NullMarked;
