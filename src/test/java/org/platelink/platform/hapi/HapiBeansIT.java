package org.platelink.platform.hapi;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.config.HibernatePropertiesProvider;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SqlObjectFactory;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.platelink.ServerTest;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * Holds which class stands behind each of HAPI's beans that the server replaces to {@code beans.txt}, as the running
 * server has them. Names of beans collide without a word: of two configurations with a bean of the same name the later
 * one wins.
 */
@ServerTest
class HapiBeansIT {

    private static final Path EXPECTED = Path.of("src/test/resources/org/platelink/platform/hapi/beans.txt");
    private static final String HAPI = "ca.uhn.fhir.";
    private static final String OURS = "org.platelink.";

    private final ConfigurableApplicationContext context;

    HapiBeansIT(@Autowired ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Test
    void areWhatTheFileSays() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("Who is asked for what HAPI asks for:");
        lines.addAll(inThePlaceOfHapis());
        lines.add("");
        lines.add("Who builds the predicates of a search:");
        lines.addAll(predicates());
        lines.add("");
        lines.add("Bean methods of HAPI behind whose name something else stands, or nothing:");
        lines.addAll(overridden());
        Files.write(Path.of("target", "beans.txt"), lines);

        assertThat(lines).isEqualTo(Files.readAllLines(EXPECTED));
    }

    /** Each type of HAPI that one of our beans is, and all beans of it; first the one that is injected. */
    private Set<String> inThePlaceOfHapis() {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (String name : context.getBeanDefinitionNames()) {
            Class<?> type = made(name);
            if (type != null && type.getName().startsWith(OURS)) {
                types.addAll(hapis(type));
            }
        }
        Set<String> lines = new TreeSet<>();
        for (Class<?> type : types) {
            Map<String, String> all = new TreeMap<>();
            for (String name : context.getBeanNamesForType(type, false, false)) {
                Class<?> made = made(name);
                all.put(name, made == null ? "not made" : name(made));
            }
            Object first = context.getBeanProvider(type).getIfUnique();
            lines.add("  " + type.getSimpleName() + ": "
                    + (first == null ? "" : name(AopUtils.getTargetClass(first)) + " of ") + all);
        }
        return lines;
    }

    /** The class of a bean that was made at the start; null if none was. */
    private @Nullable Class<?> made(String name) {
        Object bean = context.getBeanFactory().getSingleton(name);
        return bean == null ? null : AopUtils.getTargetClass(bean);
    }

    /** What a class is by HAPI's: its nearest superclass there, or else the interfaces that it declares. */
    private static List<Class<?>> hapis(Class<?> type) {
        for (Class<?> above = type.getSuperclass(); above != null; above = above.getSuperclass()) {
            if (above.getName().startsWith(HAPI)) {
                return List.of(above);
            }
        }
        return Arrays.stream(type.getInterfaces())
                .filter(one -> one.getName().startsWith(HAPI))
                .toList();
    }

    private List<String> predicates() {
        SqlObjectFactory factory = context.getBean(SqlObjectFactory.class);
        SearchQueryBuilder search = new SearchQueryBuilder(
                context.getBean(FhirContext.class),
                context.getBean(JpaStorageSettings.class),
                context.getBean(PartitionSettings.class),
                RequestPartitionId.allPartitions(),
                "Observation",
                factory,
                context.getBean(HibernatePropertiesProvider.class),
                false,
                false);
        return List.of(
                "  date: " + name(factory.dateIndexTable(search).getClass()),
                "  number: " + name(factory.numberIndexTable(search).getClass()),
                "  quantity: " + name(factory.quantityIndexTable(search).getClass()),
                "  string: " + name(factory.stringIndexTable(search).getClass()),
                "  token: " + name(factory.tokenIndexTable(search).getClass()),
                "  uri: " + name(factory.uriIndexTable(search).getClass()),
                "  tag: " + name(factory.newTagPredicateBuilder(search).getClass()),
                "  source: "
                        + name(factory.newResourceHistoryPredicateBuilder(search)
                                .getClass()));
    }

    /** The bean methods of HAPI's configurations whose names mean a bean that another configuration makes. */
    private Set<String> overridden() {
        Set<String> lines = new TreeSet<>();
        for (String configuration : context.getBeanDefinitionNames()) {
            Class<?> type = context.getType(configuration, false);
            Class<?> written = type == null ? null : ClassUtils.getUserClass(type);
            if (written == null
                    || !written.getName().startsWith(HAPI)
                    || !AnnotatedElementUtils.hasAnnotation(written, Configuration.class)) {
                continue;
            }
            for (Method method : written.getMethods()) {
                Bean bean = AnnotatedElementUtils.findMergedAnnotation(method, Bean.class);
                if (bean != null) {
                    String name = bean.name().length > 0 ? bean.name()[0] : method.getName();
                    String stands = standing(name, method);
                    if (stands != null) {
                        lines.add("  " + name + " of "
                                + method.getDeclaringClass().getSimpleName() + ": " + stands);
                    }
                }
            }
        }
        return lines;
    }

    /** What stands behind the name of a bean method, if it is not what the method makes; else null. */
    private @Nullable String standing(String name, Method method) {
        if (!context.containsBeanDefinition(name)) {
            return "nothing";
        }
        BeanDefinition definition = context.getBeanFactory().getBeanDefinition(name);
        String maker = definition.getFactoryBeanName();
        if (maker == null && definition.getFactoryMethodName() == null) {
            return name(ClassUtils.getUserClass(Objects.requireNonNull(context.getType(name, false))));
        }
        Class<?> made = maker == null ? null : context.getType(maker, false);
        return made == null || method.getDeclaringClass().isAssignableFrom(made)
                ? null
                : ClassUtils.getUserClass(made).getSimpleName() + "." + definition.getFactoryMethodName();
    }

    private static String name(Class<?> type) {
        return type.getName().startsWith(OURS) ? type.getName().substring(OURS.length()) : type.getSimpleName();
    }
}
