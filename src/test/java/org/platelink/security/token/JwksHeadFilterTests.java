package org.platelink.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class JwksHeadFilterTests {

    @ParameterizedTest
    @CsvSource({
        "HEAD, /oauth2/jwks, GET",
        "GET, /oauth2/jwks, GET",
        "POST, /oauth2/jwks, POST",
        "HEAD, /oauth2/token, HEAD",
        "POST, /oauth2/token, POST"
    })
    void onlyTheKeysAnswerHeadAsGet(String method, String path, String passedOn) throws ServletException, IOException {
        MockFilterChain chain = new MockFilterChain();
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        new JwksHeadFilter().doFilter(request, new MockHttpServletResponse(), chain);
        assertThat(((HttpServletRequest) chain.getRequest()).getMethod()).isEqualTo(passedOn);
    }
}
