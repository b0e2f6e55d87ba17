package org.platelink.platform.server;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Request wrapper with the headers that HAPI may see: {@code Prefer} in the one form that it reads, without the
 * conditions of a read, which {@link ReadConditions} evaluates, and without the {@code Content-Location} of a body,
 * by which HAPI would store it under another id than that of the address.
 */
final class NormalizedRequest extends HttpServletRequestWrapper {

    private static final String PREFER = Constants.HEADER_PREFER.toLowerCase(Locale.ROOT);

    private final HttpServletRequest sent;
    private final Preferences preferences;
    private final Set<String> hidden = new HashSet<>();

    NormalizedRequest(RequestTypeEnum type, HttpServletRequest sent) {
        super(sent);
        this.sent = sent;
        this.preferences = Preferences.of(sent);
        hidden.add(Constants.HEADER_CONTENT_LOCATION_LC);
        if (type == RequestTypeEnum.GET) {
            hidden.add(Constants.HEADER_IF_NONE_MATCH_LC);
            hidden.add(Constants.HEADER_IF_MODIFIED_SINCE_LC);
        }
        if (preferences.isEmpty()) {
            hidden.add(PREFER);
        }
    }

    HttpServletRequest sent() {
        return sent;
    }

    Preferences preferences() {
        return preferences;
    }

    private boolean isHidden(String name) {
        return hidden.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (isHidden(name)) {
            return null;
        }
        return PREFER.equalsIgnoreCase(name) ? preferences.toString() : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (isHidden(name)) {
            return Collections.emptyEnumeration();
        }
        return PREFER.equalsIgnoreCase(name)
                ? Collections.enumeration(List.of(preferences.toString()))
                : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !isHidden(name))
                .toList());
    }
}
