package org.platelink.linkage;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.platelink.access.Caller;
import org.platelink.access.Role;
import org.platelink.access.Scopes;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a test say who calls: {@code X-Test-Caller: coordinator site-a}. */
@TestConfiguration(proxyBeanMethods = false)
class TestCallers {

    @Bean
    OncePerRequestFilter testCaller() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                String header = request.getHeader("X-Test-Caller");
                if (header != null) {
                    String[] words = header.split(" ");
                    new Caller(
                                    words[0],
                                    Role.of(words[0]).orElseThrow(),
                                    words.length > 1 ? words[1] : null,
                                    java.util.Set.of(),
                                    Scopes.parse("system/*.cruds"))
                            .markOn(request);
                }
                chain.doFilter(request, response);
            }
        };
    }
}
