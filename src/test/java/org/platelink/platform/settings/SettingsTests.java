package org.platelink.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.platform.server.StartUpRefused;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsTests {

    @ConfigurationProperties("platelink")
    record Ground(@DefaultValue("data") String home) {}

    @ConfigurationProperties("platelink.sql-on-fhir")
    record Views(@DefaultValue("4") int runsAtOnce, @DefaultValue("1s") Duration rest) {}

    @ConfigurationProperties("platelink.lab.mllp")
    record Door(@DefaultValue("0") int port, @DefaultValue List<String> hosts, @DefaultValue Map<String, One> peers) {

        record One(String site, @DefaultValue List<String> identifierSystems) {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({Ground.class, Views.class, Door.class})
    static class Settings {}

    private static ApplicationContextRunner runner() {
        return new ApplicationContextRunner().withUserConfiguration(Settings.class, SettingsConfiguration.class);
    }

    private static ApplicationContextRunner withVariables(Map<String, Object> variables) {
        return runner().withInitializer(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)));
    }

    @ParameterizedTest
    @CsvSource({
        "PLATELINK_LAB_MLLP_PROT, PLATELINK_LAB_MLLP_PORT",
        "PLATELINK_LAB_MLP_PORT, PLATELINK_LAB_MLLP_PORT",
        "PLATELINK_LAB_MLLP_PEERS_LAB_A_STIE, PLATELINK_LAB_MLLP_PEERS_LAB_A_SITE",
        "PLATELINK_LAB_MLLP_PEER_LAB_A_SITE, PLATELINK_LAB_MLLP_PEERS_LAB_A_SITE",
        "PLATELINK_LAB_MLLP_PEERS_A_IDENTIFIERSYSTEM, PLATELINK_LAB_MLLP_PEERS_A_IDENTIFIERSYSTEMS",
        "PLATELINK_LAB_MLLP_PEERS_A_COLOUR, PLATELINK_LAB_MLLP_PEERS_A_SITE",
        "PLATELINK_LAB_MLLP_PEERS, PLATELINK_LAB_MLLP_PORT",
        "PLATELINK_LAB_MLLP_PORT_0, PLATELINK_LAB_MLLP_PORT",
        "PLATELINK_LAB_MLLP_PEERS_A_SITE_0, PLATELINK_LAB_MLLP_PEERS_A_SITE",
        "PLATELINK_SQLONFHIR_RUNS_AT_ONCE, PLATELINK_SQLONFHIR_RUNSATONCE",
        "platelink_sql_on_fhir_runs_at_once, PLATELINK_SQL_ON_FHIR_RUNS_AT_ONCE",
        "PLATELINK_SQLONFHIR_COLOUR, PLATELINK_SQLONFHIR_REST",
        "PLATELINK_HOMES, PLATELINK_HOME",
        "platelink.lab.mllp.port, PLATELINK_LAB_MLLP_PORT",
    })
    void aMisspeltVariableStopsTheStartAndItsRightNameIsTold(String variable, String nearest) {
        withVariables(Map.of(variable, "4"))
                .run(context -> assertThat(StartUpRefused.sentenceFor(context.getStartupFailure()))
                        .isEqualTo("Platelink did not start: there is no setting " + variable + "; the nearest is "
                                + nearest + "."));
    }

    @ParameterizedTest
    @CsvSource({
        "platelink.lab.mllp.prot, platelink.lab.mllp.port",
        "platelink.sql-on-fhir.run-at-once, platelink.sql-on-fhir.runs-at-once",
        "platelink.lab.mllp.peers.lab-a.sit, platelink.lab.mllp.peers.lab-a.site",
        "platelink.hom, platelink.home",
    })
    void aMisspeltPropertyStopsTheStart(String property, String nearest) {
        runner().withPropertyValues(property + "=4")
                .run(context -> assertThat(StartUpRefused.sentenceFor(context.getStartupFailure()))
                        .endsWith("there is no setting " + property + "; the nearest is " + nearest + "."));
    }

    @Test
    void namesAreLookedAtBeforeOtherChecks() {
        runner().withBean("another", BeanFactoryPostProcessor.class, () -> beans -> {
                    throw new StartUpRefused("something is missing.");
                })
                .withPropertyValues("platelink.lab.mllp.prot=4")
                .run(context -> assertThat(StartUpRefused.sentenceFor(context.getStartupFailure()))
                        .contains("platelink.lab.mllp.prot"));
    }

    @Test
    void allThatAreWrongAreTold() {
        withVariables(new LinkedHashMap<>(Map.of("PLATELINK_HOMES", "x", "PLATELINK_LAB_MLLP_PROT", "1")))
                .run(context -> assertThat(StartUpRefused.sentenceFor(context.getStartupFailure()))
                        .endsWith("there is no setting PLATELINK_HOMES; the nearest is PLATELINK_HOME, and there is no"
                                + " setting PLATELINK_LAB_MLLP_PROT; the nearest is PLATELINK_LAB_MLLP_PORT."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PLATELINK_HOME",
                "PLATELINK_SQLONFHIR_RUNSATONCE",
                "PLATELINK_SQL_ON_FHIR_RUNS_AT_ONCE",
                "platelink_sqlonfhir_runsatonce",
                "PLATELINK_LAB_MLLP_HOSTS",
                "PLATELINK_LAB_MLLP_HOSTS_0",
                "PLATELINK_LAB_MLLP_PEERS_A_SITE",
                "PLATELINK_LAB_MLLP_PEERS_A_IDENTIFIER_SYSTEMS",
                // Another program's.
                "PLATELINK",
                "PLATELINKS_HOME",
                "PLATELINK_DATABASE_PASSWORD",
                "PLATELINK_TEST_RUN",
                // Kubernetes gives these of services called platelink and platelink-lab.
                "PLATELINK_SERVICE_HOST",
                "PLATELINK_SERVICE_PORT_HTTP",
                "PLATELINK_PORT_8080_TCP_ADDR",
                "PLATELINK_LAB_SERVICE_HOST",
                "PLATELINK_LAB_PORT_8080_TCP",
            })
    void whatIsASettingOrAnothersStopsNothing(String variable) {
        withVariables(Map.of(variable, "4")).run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aServicesAddressIsNoSetting() {
        withVariables(Map.of("PLATELINK_LAB_PORT", "tcp://10.0.0.11:8080"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aNameOfTheOperatorsChoiceMayHaveUnderscoresInAVariable() {
        withVariables(Map.of(
                        "PLATELINK_LAB_MLLP_PEERS_LAB_A_SITE", "site-a",
                        "PLATELINK_LAB_MLLP_PEERS_LAB_A_IDENTIFIERSYSTEMS_0", "https://one.example",
                        "PLATELINK_LAB_MLLP_PEERS_LAB_A_IDENTIFIERSYSTEMS_1", "https://two.example",
                        "PLATELINK_LAB_MLLP_PEERS_LAB_B_SITE", "site-b",
                        "PLATELINK_LAB_MLLP_PEERS_LAB_B_IDENTIFIER_SYSTEMS", "https://b.example",
                        "PLATELINK_LAB_MLLP_PEERS_LAB_SITE", "site-c",
                        "PLATELINK_LAB_MLLP_PEERS_DEEP_IN_IT_SITE", "site-d"))
                .run(context -> assertThat(context.getBean(Door.class).peers())
                        .containsOnly(
                                Map.entry(
                                        "lab-a",
                                        new Door.One("site-a", List.of("https://one.example", "https://two.example"))),
                                Map.entry("lab-b", new Door.One("site-b", List.of("https://b.example"))),
                                Map.entry("lab", new Door.One("site-c", List.of())),
                                Map.entry("deep-in-it", new Door.One("site-d", List.of()))));
    }

    @ParameterizedTest
    @CsvSource({
        "PLATELINK_LAB_MLLP_PORT, SYN-SECRET, PLATELINK_LAB_MLLP_PORT cannot be used as it stands; give a whole number.",
        "PLATELINK_SQLONFHIR_REST, soon, 'PLATELINK_SQLONFHIR_REST cannot be used as it stands; give a time, such as 30s.'",
    })
    void aValueThatCannotBeReadIsNamedAndNotRepeated(String variable, String value, String sentence) {
        withVariables(Map.of(variable, value))
                .run(context -> assertThat(StartUpRefused.sentenceFor(context.getStartupFailure()))
                        .isEqualTo("Platelink did not start: " + sentence)
                        .doesNotContain(value));
    }
}
