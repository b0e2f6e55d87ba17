package org.platelink.study.rules;

import ca.uhn.fhir.context.FhirContext;
import org.jspecify.annotations.Nullable;
import org.opencds.cqf.cql.engine.fhir.model.R4FhirModelResolver;
import org.platelink.security.run.Run;

/**
 * Model resolver that checks for cancellation of the run at each element that an expression reads. The engine itself
 * cannot be interrupted, and an expression that iterates over a record several times can take minutes.
 */
final class RunModelResolver extends R4FhirModelResolver {

    RunModelResolver(FhirContext fhir) {
        super(fhir);
    }

    @Override
    protected @Nullable Object resolveProperty(@Nullable Object target, String path) {
        Run.checkCurrent();
        return super.resolveProperty(target, path);
    }
}
