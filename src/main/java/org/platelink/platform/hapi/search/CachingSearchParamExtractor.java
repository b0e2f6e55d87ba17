package org.platelink.platform.hapi.search;

import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorR4;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.platform.fhirpath.CachingWorkerContext;
import org.platelink.platform.fhirpath.SimplePath;
import org.platelink.platform.hapi.PrivateField;

/**
 * Search parameter extractor with cached FHIRPath evaluation. An expression that is a {@link SimplePath} is evaluated
 * as such; any other is parsed once and evaluated with the {@link CachingWorkerContext}. The caches are bounded,
 * because the expressions are those of the search parameters.
 */
public class CachingSearchParamExtractor extends SearchParamExtractorR4 {

    /** HAPI's engine, whose host services resolve references; nothing else gives access to them. */
    private static final PrivateField ENGINE =
            PrivateField.of(SearchParamExtractorR4.class, "myFhirPathEngine", FHIRPathEngine.class);

    private final Map<String, ExpressionNode> expressions = new ConcurrentHashMap<>();
    private final Map<String, Optional<SimplePath>> simplePaths = new ConcurrentHashMap<>();
    private @Nullable FHIRPathEngine engine;

    @Override
    public void start() {
        super.start();
        FHIRPathEngine own = new FHIRPathEngine(CachingWorkerContext.of(getContext()));
        own.setHostServices(((FHIRPathEngine) Objects.requireNonNull(ENGINE.get(this))).getHostServices());
        engine = own;
    }

    @Override
    public IValueExtractor getPathValueExtractor(IBase resource, String path) {
        FHIRPathEngine ready = engine;
        // For a composite parameter, HAPI evaluates paths on a part of a resource, such as a useContext.
        if (ready == null || !(resource instanceof Resource root)) {
            return super.getPathValueExtractor(resource, path);
        }
        Optional<SimplePath> plain = simplePaths.computeIfAbsent(path, SimplePath::of);
        return plain.isPresent()
                ? () -> plain.get().in(root)
                : () -> ready.evaluate(root, root, root, root, expressions.computeIfAbsent(path, ready::parse));
    }
}
