package org.platelink.platform.hapi.search;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.dao.ISearchBuilder;
import ca.uhn.fhir.jpa.search.builder.SearchBuilder;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.platelink.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ReflectionUtils;

/** Builders of searches are as Spring makes them, in every field, whatever HAPI's next version keeps in them. */
@ServerTest
class SearchBuildersIT {

    private final ApplicationContext context;

    SearchBuildersIT(@Autowired ApplicationContext context) {
        this.context = context;
    }

    @Test
    void aBuilderHasInEachFieldWhatSpringsHas() {
        SearchBuilder springs = springs("Patient", Patient.class);
        SearchBuilder ours = new SearchBuilders(
                        SearchBuilderShape.of(SearchBuilder.class), springs("Observation", Observation.class))
                .of("Patient", Patient.class);

        for (Field field : SearchBuilder.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            ReflectionUtils.makeAccessible(field);
            Object expected = ReflectionUtils.getField(field, springs);
            Object found = ReflectionUtils.getField(field, ours);
            if (field.getName().equals("mySearchProperties")) {
                assertThat(found)
                        .as("what a search sets is a builder's own")
                        .isNotNull()
                        .isNotSameAs(expected)
                        .usingRecursiveComparison()
                        .isEqualTo(expected);
            } else if (field.getType() == EntityManager.class) {
                // A proxy for each place; it stands for the entity manager of the transaction that runs.
                assertThat(((EntityManager) found).getEntityManagerFactory())
                        .isSameAs(((EntityManager) expected).getEntityManagerFactory());
            } else {
                assertThat(found).as(field.getName()).isEqualTo(expected);
            }
        }
    }

    @Test
    void springPutsInNothingElse() {
        List<String> setters = Arrays.stream(SearchBuilder.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Autowired.class))
                .map(Method::getName)
                .toList();
        assertThat(setters).containsExactlyInAnyOrderElementsOf(SearchBuilderShape.SETTERS.keySet());
        assertThat(SearchBuilderShape.of(SearchBuilder.class).injected())
                .extracting(Field::getName)
                .containsAll(SearchBuilderShape.SETTERS.values())
                .contains("myEntityManager", "myPartitionHelperSvc");
        assertThat(SearchBuilder.class.getSuperclass()).isEqualTo(Object.class);
    }

    private SearchBuilder springs(String name, Class<?> type) {
        return (SearchBuilder) context.getBean(ISearchBuilder.SEARCH_BUILDER_BEAN_NAME, name, type);
    }
}
