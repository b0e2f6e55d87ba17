package org.platelink.security.audit;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.UrlUtil;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;

/**
 * What a request asks for: its method and URL as they were sent, without tokens in the URL and without the body. The
 * query is scanned in linear time, so that no request can make this slow.
 *
 * @param method the HTTP method
 * @param path of the URL
 * @param query of the URL, or the parameters from the body; empty if there are none
 */
record RequestDescription(String method, String path, String query) {

    /** How many characters of a known client's query are kept. */
    private static final int LONGEST = 8_000;

    /** How many characters of an anonymous client's query are kept. */
    private static final int LONGEST_OF_ANYBODY = 500;

    /** More than a study has. Naming more hides nobody: the patients in the answer are recorded separately. */
    private static final int MOST_PATIENTS = 1_000;

    private static final List<String> SECRETS = List.of("token", "assertion", "secret");
    private static final Pattern PATIENT = Pattern.compile("(?<![A-Za-z])Patient/([A-Za-z0-9.-]{1,64})");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    /** Describes a request by its URL. */
    static RequestDescription by(HttpServletRequest request) {
        String query = request.getQueryString();
        return new RequestDescription(request.getMethod(), request.getRequestURI(), query == null ? "" : query);
    }

    /** Describes the search of a parsed request; its parameters may have come in the body. */
    static RequestDescription by(ServletRequestDetails request) {
        HttpServletRequest http = request.getServletRequest();
        boolean isInTheAddress = request.getRequestType() == RequestTypeEnum.GET;
        String query = isInTheAddress ? http.getQueryString() : written(request.getParameters());
        return new RequestDescription(
                http.getMethod(), String.valueOf(request.getRequestPath()), query == null ? "" : query);
    }

    /** Describes an entry of a bundle. */
    static RequestDescription by(String method, @Nullable String address) {
        String[] parts = String.valueOf(address).split("\\?", 2);
        return new RequestDescription(method, parts[0], parts.length == 2 ? parts[1] : "");
    }

    private static String written(Map<String, String[]> parameters) {
        return parameters.entrySet().stream()
                .flatMap(parameter -> Arrays.stream(parameter.getValue())
                        .map(value -> UrlUtil.escapeUrlParam(parameter.getKey()) + "=" + UrlUtil.escapeUrlParam(value)))
                .collect(Collectors.joining("&"));
    }

    /** Text such as {@code GET Observation?subject=Patient/1}, in full length. */
    String text() {
        String clean = Stream.of(query.split("&"))
                .map(RequestDescription::withoutSecret)
                .collect(Collectors.joining("&"));
        return method + " " + path + (clean.isEmpty() ? "" : "?" + clean);
    }

    private static String withoutSecret(String parameter) {
        int end = parameter.indexOf('=');
        String name = parameter.substring(0, Math.max(end, 0)).toLowerCase(Locale.ROOT);
        return SECRETS.stream().anyMatch(name::contains) ? parameter.substring(0, end + 1) : parameter;
    }

    /**
     * The query and the patients that it names, as entities. A query that is too long is truncated and marked; the
     * patients are those of the full query.
     *
     * @param caller who asks
     */
    List<Entity> entities(@Nullable Caller caller) {
        List<Entity> entities = new ArrayList<>();
        boolean anybody = caller != null && caller.client().equals(Caller.PUBLIC.client());
        entities.add(Entity.query(CutText.of(text(), anybody ? LONGEST_OF_ANYBODY : LONGEST)));
        Set<String> patients = patients();
        patients.stream().limit(MOST_PATIENTS).forEach(patient -> entities.add(Entity.patient(patient)));
        if (patients.size() > MOST_PATIENTS) {
            entities.add(Entity.named(patients.size() - MOST_PATIENTS + " more patients are named in the question"));
        }
        return entities;
    }

    /** Unescapes a text; if the escapes are invalid, returns it unchanged. */
    private static String plain(String text) {
        try {
            return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : UrlUtil.unescape(text);
        } catch (IllegalArgumentException notEscaped) {
            return text;
        }
    }

    private Set<String> patients() {
        Set<String> patients = new LinkedHashSet<>();
        PATIENT.matcher(path).results().forEach(match -> patients.add("Patient/" + match.group(1)));
        boolean ofPatients = path.matches("(?:.*/)?Patient(?:/_search)?");
        for (String parameter : query.split("&")) {
            int end = parameter.indexOf('=');
            String name = plain(parameter.substring(0, Math.max(end, 0)));
            String value = plain(parameter.substring(end + 1));
            if (value.contains("Patient/")) {
                PATIENT.matcher(value).results().forEach(match -> patients.add("Patient/" + match.group(1)));
            }
            if (name.equals("patient") || name.endsWith(":Patient") || ofPatients && name.equals("_id")) {
                Stream.of(value.split(","))
                        .filter(id -> ID.matcher(id).matches())
                        .forEach(id -> patients.add("Patient/" + id));
            }
        }
        return patients;
    }
}
