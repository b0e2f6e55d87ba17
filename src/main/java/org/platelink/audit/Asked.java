package org.platelink.audit;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for: its method and address as they were sent, without a token that stands there, and without a body.
 *
 * @param text such as {@code GET Observation?subject=Patient/1}
 */
record Asked(String text) {

    private static final int LONGEST = 8_000;
    private static final Pattern SECRET = Pattern.compile("(?i)([?&][^=&]*(?:token|assertion|secret)[^=&]*=)[^&]*");
    private static final Pattern PATIENT = Pattern.compile("(?<![A-Za-z])Patient/([A-Za-z0-9.-]{1,64})");
    /** A % that stands for itself, as in an address that is refused for it. */
    private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final Pattern BY_ID = Pattern.compile("(?:[?&](?:patient|[^=&]*:Patient)|Patient\\?(?:.*&)?_id)"
            + "=([A-Za-z0-9.-]{1,64}(?:,[A-Za-z0-9.-]{1,64})*)(?=&|$)");

    /** The address that a request has asked for. */
    static Asked by(HttpServletRequest request) {
        return by(request.getMethod(), request.getRequestURI(), request.getQueryString());
    }

    /** The search of a request that has been read; its parameters may have come in the body. */
    static Asked by(ServletRequestDetails request) {
        HttpServletRequest http = request.getServletRequest();
        boolean inTheAddress = http.getMethod().equals("GET");
        return by(
                http.getMethod(),
                request.getRequestPath(),
                inTheAddress ? http.getQueryString() : written(request.getParameters()));
    }

    /** What an entry of a bundle asks for. */
    static Asked by(String method, @Nullable String address) {
        return by(method, address, null);
    }

    private static Asked by(String method, @Nullable String path, @Nullable String query) {
        String all = method + " " + path + (query == null || query.isEmpty() ? "" : "?" + query);
        String clean = SECRET.matcher(all).replaceAll("$1");
        return new Asked(clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST));
    }

    private static String written(Map<String, String[]> parameters) {
        return parameters.entrySet().stream()
                .flatMap(parameter -> Arrays.stream(parameter.getValue())
                        .map(value -> UrlUtil.escapeUrlParam(parameter.getKey()) + "=" + UrlUtil.escapeUrlParam(value)))
                .collect(Collectors.joining("&"));
    }

    /** The question itself, and the patients that it names. */
    List<Entity> entities() {
        List<Entity> entities = new ArrayList<>();
        entities.add(Entity.query(text));
        patients().forEach(patient -> entities.add(Entity.patient(patient)));
        return entities;
    }

    private Set<String> patients() {
        Set<String> patients = new LinkedHashSet<>();
        String plain = UrlUtil.unescape(NO_ESCAPE.matcher(text).replaceAll("%25"));
        PATIENT.matcher(plain).results().forEach(match -> patients.add("Patient/" + match.group(1)));
        BY_ID.matcher(plain).results().forEach(match -> Arrays.stream(
                        match.group(1).split(","))
                .forEach(id -> patients.add("Patient/" + id)));
        return patients;
    }
}
