package org.platelink.study.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.platelink.platform.server.StartUpRefused;

class NoticeRulesTests {

    @ParameterizedTest
    @CsvSource({
        "https://registry.example.org/notices, true",
        "https://REGISTRY.example.org/, true",
        "http://registry.example.org/notices, false",
        "https://registry.example.org:8443/notices, false",
        "https://registry.example.org@evil.example/, false",
        "https://x@registry.example.org/, false",
        "https://registry.example.org.evil.example/, false",
        "https://169.254.169.254/latest/meta-data, false",
        "http://localhost:9000/x, true",
        "http://localhost/x, false",
        "file:///etc/passwd, false",
        "/notices, false"
    })
    void onlyReceiversThatAreNamedMayBeTold(String endpoint, boolean allowed) {
        NoticeProperties properties = properties("https://registry.example.org", "http://localhost:9000");
        assertThat(properties.allows(URI.create(endpoint))).isEqualTo(allowed);
        assertThat(properties().allows(URI.create(endpoint))).isFalse();
    }

    @Test
    void aReceiverThatIsNoAddressIsRefusedAtTheStart() {
        assertThatThrownBy(() -> properties("registry.example.org")).isInstanceOf(StartUpRefused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ResearchStudy, true",
        "ResearchStudy?identifier=NCT06813157, true",
        "Group?actual=false, true",
        "ResearchStudy?_has:ResearchSubject:study:status=screening, false",
        "ResearchStudy?sponsor.name=x, false",
        "ResearchStudy?_filter=title eq x, false",
        "ResearchStudy?_list=1, false"
    })
    void criteriaAskAboutTheResourceItself(String criteria, boolean allowed) {
        assertThat(Criteria.of(criteria).staysInside()).isEqualTo(allowed);
    }

    private static NoticeProperties properties(String... receivers) {
        return new NoticeProperties(
                List.of(receivers).stream().map(URI::create).toList(), Duration.ZERO, Duration.ZERO, 1);
    }
}
