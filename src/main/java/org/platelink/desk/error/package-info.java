/** What is shown where something was refused or went wrong. */
@NullMarked
package org.platelink.desk.error;

import org.jspecify.annotations.NullMarked;
