package org.platelink.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person in a browser with an app that the person uses, as both go over the wire. */
public final class AppUser {

    public static final String REDIRECT = "http://127.0.0.1:8888/callback";
    static final String VERIFIER = "three-brown-otters-swim-in-a-cold-clear-river-0123";

    private static final Pattern FIELD = Pattern.compile("name=\"(client_id|state|scope)\" value=\"([^\"]*)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private final String app;
    private final DeskClient browser;

    public AppUser(int port, String app, DeskClient browser) {
        this.port = port;
        this.app = app;
        this.browser = browser;
    }

    /** The parameters of a request that is in order. */
    public Map<String, String> request(String scope) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("response_type", "code");
        asked.put("client_id", app);
        asked.put("redirect_uri", REDIRECT);
        asked.put("scope", scope);
        asked.put("state", "of-the-app");
        asked.put("aud", "http://localhost:" + port + "/fhir");
        asked.put("code_challenge", challenge(VERIFIER));
        asked.put("code_challenge_method", "S256");
        return asked;
    }

    public HttpResponse<String> authorize(Map<String, String> request) {
        return browser.get("/desk/authorize?" + form(request));
    }

    /** The page that asks the person. */
    public String question(String scope) {
        HttpResponse<String> led = authorize(request(scope));
        assertThat(led.statusCode()).as(led.body()).isEqualTo(302);
        URI page = URI.create(location(led));
        HttpResponse<String> question = browser.get(page.getRawPath() + "?" + page.getRawQuery());
        assertThat(question.statusCode()).isEqualTo(200);
        return question.body();
    }

    /** The answer to a question, by the first or second of its forms. */
    public Map<String, String> answer(String question, boolean allow) {
        String[] forms = question.split("action=\"/desk/authorize\"");
        Matcher field = FIELD.matcher(forms[allow ? 1 : 2]);
        StringBuilder form = new StringBuilder();
        while (field.find()) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(field.group(1))
                    .append("=")
                    .append(encoded(field.group(2)));
        }
        HttpResponse<String> back = browser.postForm("/desk/authorize", form.toString());
        assertThat(back.statusCode()).as(back.body()).isEqualTo(303);
        assertThat(location(back)).startsWith(REDIRECT + "?");
        return query(location(back));
    }

    public String code(String scope) {
        return answer(question(scope), true).get("code");
    }

    /** A token by a code. */
    public JsonNode token(String code) {
        return post(exchange(code));
    }

    public Map<String, String> exchange(String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", app);
        form.put("code", code);
        form.put("redirect_uri", REDIRECT);
        form.put("code_verifier", VERIFIER);
        return form;
    }

    public JsonNode refresh(String token) {
        return post(Map.of("grant_type", "refresh_token", "client_id", app, "refresh_token", token));
    }

    /** The answer of the token endpoint, with its status as {@code status}. */
    public JsonNode post(Map<String, String> form) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/oauth2/token"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .header("Origin", "http://127.0.0.1:8888")
                                    .POST(BodyPublishers.ofString(form(form)))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("http://127.0.0.1:8888");
            com.fasterxml.jackson.databind.node.ObjectNode said =
                    (com.fasterxml.jackson.databind.node.ObjectNode) JSON.readTree(answer.body());
            return said.put("status", answer.statusCode());
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static JsonNode claims(String token) throws Exception {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    public static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    static Map<String, String> query(String address) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&"))
                .map(one -> one.split("=", 2))
                .collect(Collectors.toMap(one -> one[0], one -> URLDecoder.decode(one[1], StandardCharsets.UTF_8)));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
