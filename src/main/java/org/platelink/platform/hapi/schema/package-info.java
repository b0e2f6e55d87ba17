/** HAPI's migrator on the tables of the FHIR store. */
@NullMarked
@NamedInterface("schema")
package org.platelink.platform.hapi.schema;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
