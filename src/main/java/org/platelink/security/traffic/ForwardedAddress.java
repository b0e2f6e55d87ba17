package org.platelink.security.traffic;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Servlet filter that sets the remote address of a request from a trusted proxy to its client's: the last address in
 * {@code X-Forwarded-For} or {@code Forwarded} that is not itself a trusted proxy. Entries before that one were
 * written by the client and cannot be trusted. Neither can a header that the proxy passes on but does not write. If
 * both headers are present, {@code X-Forwarded-For} counts, which nearly all proxies write, unless the operator has
 * named the one that his proxies write.
 */
final class ForwardedAddress extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardedAddress.class);
    private static final int MOST_STEPS = 32;

    private final Proxies proxies;
    private final List<ForwardedChain> read;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param written the header that the proxies write; null if it may be either
     */
    ForwardedAddress(Proxies proxies, @Nullable ForwardedChain written) {
        this.proxies = proxies;
        this.read = written == null ? List.of(ForwardedChain.values()) : List.of(written);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String sender = String.valueOf(request.getRemoteAddr());
        Optional<ForwardedChain> written =
                read.stream().filter(one -> one.isIn(request)).findFirst();
        if (written.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        if (!proxies.has(sender)) {
            tell();
            chain.doFilter(request, response);
            return;
        }
        chain.doFilter(new ForwardedRequest(request, client(written.get().of(request), sender)), response);
    }

    private void tell() {
        if (told.compareAndSet(false, true)) {
            LOG.warn(
                    "A request says for whom it was forwarded, and its sender is none of platelink.traffic.proxies: it is"
                            + " taken for the sender's own. If it is a proxy of yours, name its address there.");
        }
    }

    private String client(List<String> steps, String sender) {
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

    private static final class ForwardedRequest extends HttpServletRequestWrapper {

        private final String client;

        ForwardedRequest(HttpServletRequest request, String client) {
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
