package org.platelink.platform.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;

/**
 * Holds the order of filters, interceptors and steps of a transaction, as the running server has them, to {@code
 * pipeline.txt}. Where one is added or moved, the file says it, and whoever reads the change sees what it comes
 * before.
 */
@ServerTest
class PipelineIT {

    private static final Path EXPECTED = Path.of("src/test/resources/org/platelink/platform/pipeline/pipeline.txt");

    private final ApplicationContext context;
    private final RestfulServer server;
    private final IInterceptorService storage;

    PipelineIT(
            @Autowired ApplicationContext context,
            @Autowired RestfulServer server,
            @Autowired IInterceptorService storage) {
        this.context = context;
        this.server = server;
        this.storage = storage;
    }

    @Test
    void theOrderIsTheOneThatIsWrittenDown() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("Servlet filters, as a request passes them:");
        filters().forEach(lines::add);
        lines.add("");
        lines.add("HAPI's interceptors, of the server's requests and of the store:");
        interceptors().forEach(lines::add);
        lines.add("");
        lines.add("Steps at the end of a transaction:");
        Arrays.stream(TransactionOrder.values()).map(step -> "  " + step).forEach(lines::add);
        Files.write(Path.of("target", "pipeline.txt"), lines);

        assertThat(lines).isEqualTo(Files.readAllLines(EXPECTED));
    }

    @Test
    void noTwoInterceptorsHaveTheSameOrder() throws IllegalAccessException {
        Map<Integer, String> constants = new TreeMap<>();
        for (Field field : InterceptorOrder.class.getDeclaredFields()) {
            assertThat(constants.put(field.getInt(null), field.getName()))
                    .as(field.getName())
                    .isNull();
        }
        Map<Integer, Class<?>> found = new TreeMap<>();
        ours().forEach(type -> {
            int order = order(type);
            assertThat(constants).as(type.getName()).containsKey(order);
            assertThat(found.put(order, type)).as(type.getName()).isNull();
        });
    }

    private Stream<String> filters() {
        return context.getBeansOfType(FilterRegistrationBean.class).values().stream()
                .filter(filter -> filter.getFilter() != null)
                .sorted(Comparator.comparingInt(filter -> filter.getOrder()))
                .map(filter -> "  " + filter.getFilter().getClass().getSimpleName());
    }

    private Stream<String> interceptors() {
        return ours().sorted(Comparator.comparingInt(PipelineIT::order))
                .map(type -> "  %9d %s".formatted(order(type), type.getSimpleName()));
    }

    private Stream<Class<?>> ours() {
        return Stream.concat(
                        server.getInterceptorService().getAllRegisteredInterceptors().stream(),
                        storage.getAllRegisteredInterceptors().stream())
                .<Class<?>>map(Object::getClass)
                .filter(type -> type.getName().startsWith("org.platelink."))
                .distinct();
    }

    private static int order(Class<?> type) {
        Interceptor annotation = type.getAnnotation(Interceptor.class);
        assertThat(annotation).as(type.getName()).isNotNull();
        return annotation.order();
    }
}
