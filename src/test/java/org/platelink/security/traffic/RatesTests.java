package org.platelink.security.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.platelink.platform.server.Outcomes;
import org.platelink.platform.server.RateLimitMark;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RatesTests {

    private static final Outcomes OUTCOMES = new Outcomes(FhirContext.forR4Cached());
    private static final FilterChain GOOD = (request, response) -> {};

    /** As what checks tokens does it. */
    private static final FilterChain BAD_TOKEN = (request, response) -> ((HttpServletResponse) response)
            .setStatus(RateLimitMark.secondsOf((MockHttpServletRequest) request) > 0 ? 429 : 401);

    private final AddressRate addresses = new AddressRate(new RequestRates(3), OUTCOMES);
    private final ClientRate clients = new ClientRate(new RequestRates(3), OUTCOMES);

    private MockHttpServletResponse ask(String address, boolean token, FilterChain chain) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/ResearchStudy");
        request.setRemoteAddr(address);
        if (token) {
            request.addHeader("Authorization", "Bearer x");
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        addresses.doFilter(request, response, chain);
        return response;
    }

    private MockHttpServletResponse ask(String client) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/fhir/ResearchStudy");
        new Caller(client, Role.ANALYST, null, Set.of(), Scopes.parse("system/*.rs")).markOn(request);
        MockHttpServletResponse response = new MockHttpServletResponse();
        clients.doFilter(request, response, GOOD);
        return response;
    }

    @Test
    void anAddressWithoutATokenIsToldToWaitAndAnotherIsNot() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("10.0.0.1", false, GOOD).getStatus()).isEqualTo(200);
        }
        MockHttpServletResponse over = ask("10.0.0.1", false, GOOD);

        assertThat(over.getStatus()).isEqualTo(429);
        assertThat(over.getHeader("Retry-After")).isEqualTo("21");
        assertThat(over.getContentAsString()).contains("OperationOutcome", "throttled", "More than 3 requests");
        assertThat(ask("10.0.0.2", false, GOOD).getStatus()).isEqualTo(200);
    }

    @Test
    void aGoodTokenIsTakenWhateverComesFromTheSameAddress() throws Exception {
        for (int i = 0; i < 20; i++) {
            ask("10.0.0.1", false, GOOD);
        }
        assertThat(ask("10.0.0.1", true, GOOD).getStatus()).isEqualTo(200);
    }

    @Test
    void badTokensCountAsNone() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("10.0.0.1", true, BAD_TOKEN).getStatus()).isEqualTo(401);
        }
        assertThat(ask("10.0.0.1", true, BAD_TOKEN).getStatus()).isEqualTo(429);
        assertThat(ask("10.0.0.1", false, GOOD).getStatus()).isEqualTo(429);
    }

    @Test
    void aClientIsCountedFromWherever() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("analyst-a").getStatus()).isEqualTo(200);
        }
        assertThat(ask("analyst-a").getStatus()).isEqualTo(429);
        assertThat(ask("analyst-b").getStatus()).isEqualTo(200);
    }
}
