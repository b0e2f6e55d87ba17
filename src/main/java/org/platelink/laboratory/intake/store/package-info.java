/**
 * The store of results: which stored result a delivered one is a new state of, the ledger of what is stored, and the
 * writing of both to the FHIR store, in the caller's transaction. It knows nothing of channels, formats or queues.
 */
@NullMarked
package org.platelink.laboratory.intake.store;

import org.jspecify.annotations.NullMarked;
