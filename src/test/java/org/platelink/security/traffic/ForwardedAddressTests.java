package org.platelink.security.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.platelink.platform.server.StartUpRefused;
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
                "10.0.0.1; 203.0.113.7:4711; 203.0.113.7",
                "10.0.0.1; [2001:db8::1]:4711; 2001:db8::1",
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

        new ForwardedAddress(Proxies.of(List.of("10.0.0.0/8")), null)
                .doFilter(request, new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest().getRemoteAddr()).isEqualTo(believed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "10.0.0.1! for=203.0.113.7! 203.0.113.7",
                "10.0.0.1! For=203.0.113.7;proto=https;by=10.0.0.1! 203.0.113.7",
                "10.0.0.1! proto=https; for = \"203.0.113.7:4711\"! 203.0.113.7",
                "10.0.0.1! for=\"[2001:db8:cafe::17]:4711\"! 2001:db8:cafe::17",
                "10.0.0.1! for=6.6.6.6, for=203.0.113.7, for=10.0.0.2! 203.0.113.7",
                "10.0.0.1! for=203.0.113.7, for=unknown! 10.0.0.1",
                "10.0.0.1! for=203.0.113.7, for=_hidden! 10.0.0.1",
                "10.0.0.1! by=203.0.113.7! 10.0.0.1",
                "10.0.0.1! xfor=203.0.113.7! 10.0.0.1",
                "10.0.0.1! for=! 10.0.0.1",
                "203.0.113.9! for=10.0.0.1! 203.0.113.9",
            })
    void theStandardsHeaderIsReadTheSameWay(String sender, String forwarded, String believed) throws Exception {
        assertThat(believed(null, sender, "Forwarded", forwarded)).isEqualTo(believed);
    }

    /** A proxy that writes one passes the other on as the client has sent it. */
    @Test
    void ofTwoTheOneCountsThatTheProxyWrites() throws Exception {
        String[] both = {"Forwarded", "for=6.6.6.6", "X-Forwarded-For", "203.0.113.7"};

        assertThat(believed(null, "10.0.0.1", both)).isEqualTo("203.0.113.7");
        assertThat(believed(ForwardedChain.X_FORWARDED_FOR, "10.0.0.1", both)).isEqualTo("203.0.113.7");
        assertThat(believed(ForwardedChain.FORWARDED, "10.0.0.1", both)).isEqualTo("6.6.6.6");
        assertThat(believed(ForwardedChain.FORWARDED, "10.0.0.1", "X-Forwarded-For", "6.6.6.6"))
                .isEqualTo("10.0.0.1");
    }

    private static String believed(ForwardedChain written, String sender, String... headers) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/metadata");
        request.setRemoteAddr(sender);
        for (int i = 0; i < headers.length; i += 2) {
            request.addHeader(headers[i], headers[i + 1]);
        }
        MockFilterChain chain = new MockFilterChain();

        new ForwardedAddress(Proxies.of(List.of("10.0.0.0/8")), written)
                .doFilter(request, new MockHttpServletResponse(), chain);

        return chain.getRequest().getRemoteAddr();
    }

    @Test
    void severalLinesAreReadAsOne() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/metadata");
        request.setRemoteAddr("10.0.0.1");
        request.addHeader("X-Forwarded-For", "6.6.6.6");
        request.addHeader("X-Forwarded-For", "203.0.113.7");
        MockFilterChain chain = new MockFilterChain();

        new ForwardedAddress(Proxies.of(List.of("10.0.0.1")), null)
                .doFilter(request, new MockHttpServletResponse(), chain);

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
