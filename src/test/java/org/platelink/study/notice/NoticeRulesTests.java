package org.platelink.study.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hl7.fhir.r4.model.Subscription;
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

    @Test
    void aNoticeOfAlertsIsOfTheSubscribersSite() {
        Subscription ofSite = new Subscription();
        SubscriberSite.write(ofSite, "Organization/site-b");

        assertThat(held("Flag?status=active", ofSite)).containsExactly("organization Organization/site-b");
        assertThat(held("Flag", new Subscription())).containsExactly("organization Organization/.");
        assertThat(held("ResearchStudy", ofSite)).isEmpty();
    }

    @Test
    void theSiteIsTheLastOneWritten() {
        Subscription subscription = new Subscription();
        SubscriberSite.write(subscription, "Organization/site-a");
        SubscriberSite.write(subscription, "Organization/site-b");
        assertThat(SubscriberSite.of(subscription)).hasValue("Organization/site-b");

        SubscriberSite.write(subscription, null);
        assertThat(SubscriberSite.of(subscription)).isEmpty();
    }

    private static List<String> held(String criteria, Subscription subscription) {
        SearchParameterMap search = Notices.held(new SearchParameterMap(), Criteria.of(criteria), subscription);
        return search.containsKey("subject")
                ? search.get("subject").stream()
                        .flatMap(List::stream)
                        .map(ReferenceParam.class::cast)
                        .map(one -> one.getChain() + " " + one.getValue())
                        .toList()
                : List.of();
    }

    private static NoticeProperties properties(String... receivers) {
        return new NoticeProperties(
                List.of(receivers).stream().map(URI::create).toList(), Duration.ZERO, Duration.ZERO, 1);
    }
}
