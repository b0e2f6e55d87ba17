package org.platelink.token;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RefusalLimitTests {

    private static final FilterChain REFUSING = (request, response) -> ((HttpServletResponse) response).setStatus(401);
    private static final FilterChain GRANTING = (request, response) -> ((HttpServletResponse) response).setStatus(200);

    private final RefusalLimit limit = new RefusalLimit(5);

    @Test
    void whoIsRefusedTooOftenHasToWaitAndOthersNot() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(from("10.0.0.1", REFUSING).getStatus()).isEqualTo(401);
        }
        MockHttpServletResponse held = from("10.0.0.1", GRANTING);

        assertThat(held.getStatus()).isEqualTo(429);
        assertThat(held.getHeader("Retry-After")).isEqualTo("13");
        assertThat(held.getContentAsString()).contains("Too many");
        assertThat(from("10.0.0.2", GRANTING).getStatus()).isEqualTo(200);
    }

    @Test
    void whoIsGrantedATokenNeverHasToWait() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(from("10.0.0.3", GRANTING).getStatus()).isEqualTo(200);
        }
    }

    private MockHttpServletResponse from(String address, FilterChain chain) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/oauth2/token");
        request.setRemoteAddr(address);
        MockHttpServletResponse response = new MockHttpServletResponse();
        limit.doFilter(request, response, chain);
        return response;
    }
}
