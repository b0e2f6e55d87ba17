package org.platelink.desk.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** Streams an answer of the API to the browser as a file download. */
public final class Download {

    private static final int OK = 200;
    private static final int MOST_OF_A_REFUSAL = 64 * 1024;

    private Download() {}

    /**
     * Passes a file on. If the API breaks off, so does this download, so that a truncated file is never taken for the
     * whole.
     *
     * @param path as in {@link Api#stream}
     * @param name the file name for the browser
     * @throws ApiRefusal if it is refused, before anything of it is passed on
     */
    public static void send(Api api, String path, String name, HttpServletResponse response) throws IOException {
        HttpResponse<InputStream> answer = api.stream(path, "*/*");
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != OK) {
                throw ApiRefusal.of(answer.statusCode(), refusal(body));
            }
            response.setContentType(
                    answer.headers().firstValue(HttpHeaders.CONTENT_TYPE).orElse("application/octet-stream"));
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename(name).build().toString());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            body.transferTo(response.getOutputStream());
        }
    }

    private static JsonNode refusal(InputStream body) throws IOException {
        try {
            return new JsonMapper().readTree(body.readNBytes(MOST_OF_A_REFUSAL));
        } catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }
}
