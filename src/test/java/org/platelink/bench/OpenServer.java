package org.platelink.bench;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.platelink.Platelink;
import org.platelink.platform.server.FhirServerCustomizer;
import org.platelink.platform.server.HeapFreeRatio;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The server without its access control, to measure what that costs: whoever names a client is that client, and
 * nothing holds anybody to the rules. All else, the trail too, is as it is.
 *
 * <p>It is made here, of the server's parts, because the server has no switch that would do it.
 */
final class OpenServer {

    private static final Set<String> SYSTEMS =
            Set.of("https://hospital.example/lab", "https://platelink.org/synthetic");

    private OpenServer() {}

    public static void main(String[] arguments) {
        HeapFreeRatio.keep();
        SpringApplication server = new SpringApplication(Platelink.class);
        server.addInitializers(context -> context.addBeanFactoryPostProcessor(OpenServer::open));
        server.run(arguments);
    }

    private static void open(ConfigurableListableBeanFactory beans) {
        replace(beans, "requests", SecurityFilterChain.class, () -> chain(beans.getBean(HttpSecurity.class)));
        replace(beans, "accessBeforeTheServersWork", FhirServerCustomizer.class, () -> server -> {});
        replace(beans, "accessAtTheStorage", FhirServerCustomizer.class, () -> server -> {});
    }

    private static <T> void replace(
            ConfigurableListableBeanFactory beans, String name, Class<T> type, Supplier<T> instead) {
        BeanDefinitionRegistry definitions = (BeanDefinitionRegistry) beans;
        // Fails where there is none of that name any more, rather than measuring the guarded server twice.
        definitions.removeBeanDefinition(name);
        definitions.registerBeanDefinition(name, new RootBeanDefinition(type, instead));
    }

    private static SecurityFilterChain chain(HttpSecurity http) {
        try {
            return http.csrf(AbstractHttpConfigurer::disable)
                    .requestCache(AbstractHttpConfigurer::disable)
                    .logout(AbstractHttpConfigurer::disable)
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .addFilterBefore(new TakenAtTheirWord(), AuthorizationFilter.class)
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Who writes a client's name where its token would stand is that client. */
    private static final class TakenAtTheirWord extends OncePerRequestFilter {

        private static final String BEFORE = "Bearer ";
        private static final Map<String, Caller> CALLERS = Map.of(
                "ehr-demo", caller("ehr-demo", Role.EHR),
                "coordinator-demo", caller("coordinator-demo", Role.COORDINATOR),
                "analyst-demo", caller("analyst-demo", Role.ANALYST),
                "operator", caller("operator", Role.ADMIN));

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String named = request.getHeader(HttpHeaders.AUTHORIZATION);
            Caller caller = named == null ? null : CALLERS.get(named.substring(BEFORE.length()));
            if (caller != null) {
                caller.markOn(request);
            }
            chain.doFilter(request, response);
        }

        private static Caller caller(String client, Role role) {
            return new Caller(client, role, "site-unknown", SYSTEMS, Scopes.parse("system/*.cruds"));
        }
    }
}
