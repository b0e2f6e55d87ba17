package org.platelink.traffic;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a request that comes through a trusted proxy be its client's: the last address of {@code X-Forwarded-For} that is not
 * itself a trusted proxy. What stands before it was written by the client, and may be anything.
 */
final class ForwardedAddress extends OncePerRequestFilter {

    static final String HEADER = "X-Forwarded-For";

    private static final Logger LOG = LoggerFactory.getLogger(ForwardedAddress.class);
    private static final int MOST_STEPS = 32;

    private final Proxies proxies;
    private final AtomicBoolean told = new AtomicBoolean();

    ForwardedAddress(Proxies proxies) {
        this.proxies = proxies;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String sender = String.valueOf(request.getRemoteAddr());
        if (request.getHeader(HEADER) == null) {
            chain.doFilter(request, response);
            return;
        }
        if (!proxies.has(sender)) {
            tell();
            chain.doFilter(request, response);
            return;
        }
        chain.doFilter(new Forwarded(request, client(request, sender)), response);
    }

    private void tell() {
        if (told.compareAndSet(false, true)) {
            LOG.warn(
                    "A request says for whom it was forwarded, and its sender is none of platelink.traffic.proxies: it is"
                            + " taken for the sender's own. If it is a proxy of yours, name its address there.");
        }
    }

    private String client(HttpServletRequest request, String sender) {
        List<String> steps = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders(HEADER))) {
            for (String step : line.split(",", MOST_STEPS + 1)) {
                steps.add(step.trim());
            }
        }
        String client = sender;
        for (int i = steps.size() - 1; i >= Math.max(0, steps.size() - MOST_STEPS); i--) {
            String step = steps.get(i);
            if (!Proxies.isAddress(step)) {
                return client;
            }
            client = step;
            if (!proxies.has(step)) {
                return client;
            }
        }
        return client;
    }

    private static final class Forwarded extends HttpServletRequestWrapper {

        private final String client;

        Forwarded(HttpServletRequest request, String client) {
            super(request);
            this.client = client;
        }

        @Override
        public String getRemoteAddr() {
            return client;
        }

        @Override
        public String getRemoteHost() {
            return client;
        }
    }
}
