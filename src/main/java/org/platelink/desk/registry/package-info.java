/** What registries are told of a study: which items it has, in which forms it is published, and what changed. */
@NullMarked
package org.platelink.desk.registry;

import org.jspecify.annotations.NullMarked;
