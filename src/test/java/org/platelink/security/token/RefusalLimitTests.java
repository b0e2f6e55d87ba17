package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.platelink.platform.server.RateLimitMark;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RefusalLimitTests {

    /** As {@link TokenAnswers} does it. */
    private static final FilterChain REFUSING = (request, response) -> ((HttpServletResponse) response)
            .setStatus(RateLimitMark.secondsOf((HttpServletRequest) request) > 0 ? 429 : 401);

    private static final FilterChain GRANTING = (request, response) -> ((HttpServletResponse) response).setStatus(200);

    private final RefusalLimit limit = new RefusalLimit(5);

    @Test
    void whoIsRefusedTooOftenHasToWaitAndOthersNot() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(from("10.0.0.1", "lab-a", REFUSING)).isEqualTo(401);
        }
        assertThat(from("10.0.0.1", "lab-a", REFUSING))
                .as("this client, from there")
                .isEqualTo(429);
        assertThat(from("10.0.0.1", "lab-b", REFUSING)).as("its neighbour").isEqualTo(401);
        assertThat(from("10.0.0.2", "lab-a", REFUSING)).as("its name elsewhere").isEqualTo(401);
    }

    @Test
    void manyNamesFromOneAddressCountForIt() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(from("10.0.0.5", "name-" + i, REFUSING)).isEqualTo(401);
        }
        assertThat(from("10.0.0.5", "another", REFUSING)).isEqualTo(429);
        assertThat(from("10.0.0.6", "another", REFUSING)).isEqualTo(401);
    }

    @Test
    void oneNameFromManyAddressesCountsForIt() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(from("10.0.1." + i, "lab-e", REFUSING)).isEqualTo(401);
        }
        assertThat(from("10.0.2.1", "lab-e", REFUSING)).isEqualTo(429);
        assertThat(from("10.0.2.1", "lab-f", REFUSING)).isEqualTo(401);
    }

    @Test
    void nobodyIsLockedOutByWhatOthersDoInItsNameOrFromItsAddress() throws Exception {
        for (int i = 0; i < 50; i++) {
            from("10.0.0.1", "lab-a", REFUSING);
        }
        assertThat(from("10.0.0.1", "lab-a", GRANTING)).isEqualTo(200);
        assertThat(from("10.0.0.1", "lab-b", GRANTING)).isEqualTo(200);
        assertThat(from("10.0.0.2", "lab-a", GRANTING)).isEqualTo(200);
    }

    @Test
    void whoIsGrantedATokenNeverHasToWait() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(from("10.0.0.3", "lab-c", GRANTING)).isEqualTo(200);
        }
    }

    @Test
    void ofManyRefusalsTheTrailIsToldOfOneAMinute() throws Exception {
        List<Boolean> silent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            from("10.0.0.4", "lab-d", (request, response) -> {
                silent.add(RefusalLimit.isInSilence((HttpServletRequest) request));
                REFUSING.doFilter(request, response);
            });
        }
        assertThat(silent.subList(0, 6)).containsOnly(false);
        assertThat(silent.subList(6, 20)).containsOnly(true);
    }

    @Test
    void theTrailIsToldOfOneClientWhileAnotherOfItsAddressIsSilent() throws Exception {
        for (int i = 0; i < 20; i++) {
            from("10.0.0.7", "lab-g", REFUSING);
        }
        List<Boolean> silent = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            from("10.0.0.7", "lab-h", (request, response) -> {
                silent.add(RefusalLimit.isInSilence((HttpServletRequest) request));
                REFUSING.doFilter(request, response);
            });
        }

        assertThat(silent).containsOnly(false);
    }

    private int from(String address, String client, FilterChain chain) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/oauth2/token");
        request.setRemoteAddr(address);
        request.addParameter("client_assertion_type", AssertionConverter.TYPE);
        request.addParameter(
                "client_assertion",
                new PlainJWT(new JWTClaimsSet.Builder().subject(client).build()).serialize());
        MockHttpServletResponse response = new MockHttpServletResponse();
        limit.doFilter(request, response, chain);
        return response.getStatus();
    }
}
