package org.platelink.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class StartUpConfigurationTests {

    /** As the web server is: before Spring itself would keep types. */
    @Test
    void typesAreKeptBeforeTheWebServerIsMade() {
        boolean[] kept = new boolean[1];
        try (var context = new AnnotationConfigApplicationContext() {
            @Override
            protected void onRefresh() {
                kept[0] = getBeanFactory().isConfigurationFrozen();
            }
        }) {
            context.register(StartUpConfiguration.class);
            context.refresh();
        }
        assertThat(kept[0]).isTrue();
    }

    @Test
    void aBeanThatIsDefinedLaterIsFound() {
        try (var context = new AnnotationConfigApplicationContext() {
            @Override
            protected void onRefresh() {
                ConfigurableListableBeanFactory beans = getBeanFactory();
                assertThat(beans.getBeanNamesForType(StringBuilder.class)).isEmpty();
                registerBean("late", StringBuilder.class);
            }
        }) {
            context.register(StartUpConfiguration.class);
            context.refresh();
            BeanFactory beans = context.getBeanFactory();
            assertThat(beans.getBean(StringBuilder.class)).isNotNull();
        }
    }

    @Test
    void theBeanOfTheBaseDefinitionsHasWhatTheThreadParsed() {
        new BaseDefinitions()
                .onApplicationEvent(new ApplicationStartingEvent(null, new SpringApplication(), new String[0]));
        FhirContext fhir = FhirContext.forR4();

        Object bean = StartUpConfiguration.parsedBaseDefinitions()
                .postProcessAfterInitialization(new DefaultProfileValidationSupport(fhir), "definitions");

        var patient = (StructureDefinition) ((DefaultProfileValidationSupport) bean)
                .fetchStructureDefinition("http://hl7.org/fhir/StructureDefinition/Patient");
        assertThat(patient.getSnapshot().getElement()).isNotEmpty();
        // The same instance, so that it was not parsed again.
        assertThat(new DefaultProfileValidationSupport(FhirContext.forR4())
                        .fetchStructureDefinition("http://hl7.org/fhir/StructureDefinition/Patient"))
                .isSameAs(patient);
    }
}
