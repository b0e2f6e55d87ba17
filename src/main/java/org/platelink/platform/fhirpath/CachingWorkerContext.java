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

/**
 * FHIR R4's definitions, each looked up once. HAPI's own keeps them in a cache that notes every use in case it must drop
 * some, which took a tenth of the processor time of an ingest; and it may not be extended.
 */
public final class CachingWorkerContext implements InvocationHandler {

    /** There are some hundred types; should expressions name thousands of others, they are looked up each time. */
    private static final int MOST = 5000;

    private final IWorkerContext definitions;
    private final Map<List<Object>, Optional<Object>> found = new ConcurrentHashMap<>();

    private CachingWorkerContext(IWorkerContext definitions) {
        this.definitions = definitions;
    }

    /**
     * What a FHIRPath engine needs.
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
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
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

    private Object ask(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(definitions, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
