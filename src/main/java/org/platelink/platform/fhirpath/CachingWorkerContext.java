package org.platelink.platform.fhirpath;

import ca.uhn.fhir.context.FhirContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.context.IWorkerContext;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;
import org.jspecify.annotations.Nullable;

/**
 * Worker context of HL7's FHIRPath engine that caches FHIR R4's definitions. HAPI's own context keeps them in a cache
 * that records every use for its eviction, which took a tenth of the processor time of an ingest; and it cannot be
 * subclassed.
 */
public final class CachingWorkerContext implements InvocationHandler {

    /**
     * The maximum number of cached lookups. There are some hundred types; if expressions name thousands of others,
     * those are looked up each time.
     */
    private static final int MOST = 5000;

    private final IWorkerContext definitions;
    private final Map<List<Object>, Optional<Object>> found = new ConcurrentHashMap<>();

    private CachingWorkerContext(IWorkerContext definitions) {
        this.definitions = definitions;
    }

    /**
     * Creates a worker context.
     *
     * @param fhir the R4 context
     */
    public static IWorkerContext of(FhirContext fhir) {
        return (IWorkerContext) Proxy.newProxyInstance(
                IWorkerContext.class.getClassLoader(),
                new Class<?>[] {IWorkerContext.class},
                new CachingWorkerContext(new HapiWorkerContext(fhir, fhir.getValidationSupport())));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        boolean lookUp = arguments != null
                && (method.getName().equals("fetchTypeDefinition")
                        || method.getName().equals("fetchResource") && arguments.length == 2);
        if (!lookUp) {
            return ask(method, arguments);
        }
        List<Object> question = List.of(method.getName(), arguments[0], arguments[arguments.length - 1]);
        Optional<Object> answer = found.get(question);
        if (answer == null) {
            answer = Optional.ofNullable(ask(method, arguments));
            if (found.size() < MOST) {
                found.put(question, answer);
            }
        }
        return answer.orElse(null);
    }

    private @Nullable Object ask(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(definitions, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
