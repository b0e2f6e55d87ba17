package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LocalRequestsTests {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "0:0:0:0:0:0:0:1", "::1"})
    void aProgramOnTheMachineIsOne(String address) {
        MockHttpServletRequest request = from(address);
        request.addHeader("Host", "localhost:8080");
        request.addHeader("X-Request-ID", "1");
        assertThat(LocalRequests.sent(request)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "192.168.1.5", "2001:db8::1", "172.17.0.1", "::ffff:10.0.0.1"})
    void anotherAddressIsNone(String address) {
        assertThat(LocalRequests.sent(from(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-For",
                "x-forwarded-proto",
                "X-FORWARDED-HOST",
                "X-Forwarded",
                "X-Forwarded-Client-Cert",
                "Via",
                "X-Real-IP",
                "CF-Connecting-IP",
                "True-Client-IP",
                "X-Original-Forwarded-For"
            })
    void whatAProxyPassesOnIsNone(String header) {
        MockHttpServletRequest request = from("127.0.0.1");
        request.addHeader(header, "127.0.0.1");
        assertThat(LocalRequests.sent(request)).isFalse();
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }
}
