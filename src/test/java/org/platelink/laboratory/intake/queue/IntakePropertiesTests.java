package org.platelink.laboratory.intake.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class IntakePropertiesTests {

    private static IntakeProperties of(Map<String, Object> environment) {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addFirst(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
        return new Binder(ConfigurationPropertySources.from(sources))
                .bindOrCreate("platelink.intake", IntakeProperties.class);
    }

    @Test
    void aControlIdIsHeldForADayUnlessTheEnvironmentSaysHowLong() {
        assertThat(of(Map.of()).controlIds().kept()).isEqualTo(Duration.ofHours(24));
        assertThat(of(Map.of("PLATELINK_INTAKE_CONTROLIDS_KEPT", "90m"))
                        .controlIds()
                        .kept())
                .isEqualTo(Duration.ofMinutes(90));
        assertThat(of(Map.of("PLATELINK_INTAKE_CONTROLIDS_KEPT", "0s"))
                        .controlIds()
                        .kept())
                .isZero();
    }

    @Test
    void aTimeThatIsNoneStopsTheStart() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> of(Map.of("PLATELINK_INTAKE_CONTROLIDS_KEPT", "-1h")))
                .withRootCauseInstanceOf(StartUpRefused.class);
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> of(Map.of("PLATELINK_INTAKE_CONTROLIDS_KEPT", "a day")));
    }

    @Test
    void sitesMayWantTheirMessagesWhole() {
        assertThat(of(Map.of()).options("site-1").partial()).isTrue();
        assertThat(of(Map.of("PLATELINK_INTAKE_PARTIALOFF", "site-1"))
                        .options("site-1")
                        .partial())
                .isFalse();
        assertThat(of(Map.of("PLATELINK_INTAKE_PARTIALOFF", "site-1"))
                        .options("site-2")
                        .partial())
                .isTrue();
        assertThat(of(Map.of("PLATELINK_INTAKE_PARTIALOFF", "*"))
                        .options("site-2")
                        .partial())
                .isFalse();
    }

    @Test
    void sitesMayHaveTheirResultsTellOfDocuments() {
        assertThat(of(Map.of()).options("site-1").documents()).isFalse();
        assertThat(of(Map.of("PLATELINK_INTAKE_DOCUMENTS", "site-1"))
                        .options("site-1")
                        .documents())
                .isTrue();
    }
}
