package org.platelink.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsAdministrationTests {

    @ConfigurationProperties("platelink.sample")
    record Sample(String address, String password, String privateKey, Map<String, Peer> peers, int most) {}

    record Peer(String site, String token) {}

    @Test
    void whatIsSecretIsNotTold() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "given",
                        Map.of(
                                "platelink.sample.address", "https://user:hidden@host.example/path?hidden=1",
                                "platelink.sample.password", "hidden",
                                "platelink.sample.private-key", "hidden",
                                "platelink.sample.peers.lab-a.site", "site-1",
                                "platelink.sample.peers.lab-a.token", "hidden")));
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerBeanDefinition("sample", new RootBeanDefinition(Sample.class));

        assertThat(new SettingsAdministration(environment, beans).list())
                .extracting(SettingsAdministration.Line::name, SettingsAdministration.Line::given, line -> line.value())
                .containsExactly(
                        tuple("platelink.sample.address", true, "https://…@host.example/path?…"),
                        tuple("platelink.sample.password", true, null),
                        tuple("platelink.sample.private-key", true, null),
                        tuple("platelink.sample.peers.lab-a.site", true, "site-1"),
                        tuple("platelink.sample.peers.lab-a.token", true, null),
                        tuple("platelink.sample.most", false, null));
    }
}
