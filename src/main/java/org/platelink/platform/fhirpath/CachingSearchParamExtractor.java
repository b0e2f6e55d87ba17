package org.platelink.platform.fhirpath;

import ca.uhn.fhir.jpa.searchparam.extractor.SearchParamExtractorR4;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Search parameter extractor with cached FHIRPath evaluation. An expression that is a {@link SimplePath} is evaluated
 * as such; any other is parsed once and evaluated with the {@link CachingWorkerContext}. The caches are bounded,
 * because the expressions are those of the search parameters.
 */
public class CachingSearchParamExtractor extends SearchParamExtractorR4 {

    private final Map<String, ExpressionNode> expressions = new ConcurrentHashMap<>();
    private final Map<String, Optional<SimplePath>> simplePaths = new ConcurrentHashMap<>();
    private @Nullable FHIRPathEngine engine;

    @Override
    public void start() {
        super.start();
        engine = new FHIRPathEngine(CachingWorkerContext.of(getContext()));
        engine.setHostServices(hapisEngine().getHostServices());
    }

    /** HAPI's engine, whose host services resolve references; nothing else gives access to them. */
    private FHIRPathEngine hapisEngine() {
        try {
            Field field = SearchParamExtractorR4.class.getDeclaredField("myFhirPathEngine");
            field.setAccessible(true);
            return (FHIRPathEngine) field.get(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("HAPI no longer keeps its FHIRPath engine where it did", e);
        }
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
