package org.platelink.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.server.StartUpRefused;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ForwardedAddressTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10.0.0.1; 203.0.113.7; 203.0.113.7",
                "10.0.0.1; 6.6.6.6, 203.0.113.7; 203.0.113.7",
                "10.0.0.1; 6.6.6.6, 203.0.113.7, 10.0.0.2; 203.0.113.7",
                "10.0.0.1; 2001:db8::1; 2001:db8::1",
                "10.0.0.1; 10.0.0.2; 10.0.0.2",
                "10.0.0.1; evil.example; 10.0.0.1",
                "10.0.0.1; 203.0.113.7, <script>; 10.0.0.1",
                "203.0.113.9; 10.0.0.1; 203.0.113.9",
                "127.0.0.1; 203.0.113.7; 127.0.0.1",
            })
    void onlyATrustedProxysWordIsBelieved(String sender, String forwarded, String believed) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/metadata");
        request.setRemoteAddr(sender);
        request.addHeader("X-Forwarded-For", forwarded);
        MockFilterChain chain = new MockFilterChain();

        new ForwardedAddress(Proxies.of(List.of("10.0.0.0/8"))).doFilter(request, new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest().getRemoteAddr()).isEqualTo(believed);
    }

    @Test
    void severalLinesAreReadAsOne() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/metadata");
        request.setRemoteAddr("10.0.0.1");
        request.addHeader("X-Forwarded-For", "6.6.6.6");
        request.addHeader("X-Forwarded-For", "203.0.113.7");
        MockFilterChain chain = new MockFilterChain();

        new ForwardedAddress(Proxies.of(List.of("10.0.0.1"))).doFilter(request, new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest().getRemoteAddr()).isEqualTo("203.0.113.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/99", "all"})
    void whatIsNoAddressStopsTheStart(String given) {
        assertThatThrownBy(() -> Proxies.of(List.of(given)))
                .isInstanceOf(StartUpRefused.class)
                .hasMessageContaining(given);
    }
}
