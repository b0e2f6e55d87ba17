/** What an administrator looks at: the server's health, its clients and people, settings and the audit trail. Nothing is changed here. */
@NullMarked
package org.platelink.desk.administration;

import org.jspecify.annotations.NullMarked;
