package org.platelink.desk;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Static files of the desk (styles, scripts, pictures), each at a URL that contains a digest of its content. */
final class Assets {

    static final String PATH = "/desk/assets";

    private static final int DIGITS_OF_VERSION = 12;

    /** The resources on the class path, by file name. */
    private static final Map<String, String> FILES = Map.of(
            "look.css", "org/platelink/platform/guide/look.css",
            "desk.css", "org/platelink/desk/assets/desk.css",
            "desk.js", "org/platelink/desk/assets/desk.js",
            "passkey.js", "org/platelink/desk/assets/passkey.js",
            "icon.svg", "org/platelink/desk/assets/icon.svg",
            "htmx.js", "META-INF/resources/webjars/htmx.org/" + Versions.HTMX + "/dist/htmx.min.js",
            "echarts.js", "META-INF/resources/webjars/echarts/" + Versions.ECHARTS + "/echarts.common.min.js");

    private static final Map<String, String> TYPES =
            Map.of("css", "text/css;charset=UTF-8", "js", "text/javascript;charset=UTF-8", "svg", "image/svg+xml");

    private static final Map<String, Asset> READ = new ConcurrentHashMap<>();

    private Assets() {}

    /** The webjar releases that are on the class path; a test checks that they match. */
    private static final class Versions {
        static final String HTMX = "2.0.10";
        static final String ECHARTS = "5.5.0";
    }

    /**
     * A static file.
     *
     * @param bytes its content
     * @param type its media type
     * @param version the beginning of its digest
     */
    record Asset(byte[] bytes, String type, String version) {}

    static String address(String name) {
        return PATH + "/"
                + find(name)
                        .orElseThrow(() -> new IllegalArgumentException(name))
                        .version() + "/" + name;
    }

    static Optional<Asset> find(String name) {
        return FILES.containsKey(name) ? Optional.of(READ.computeIfAbsent(name, Assets::read)) : Optional.empty();
    }

    private static Asset read(String name) {
        try (InputStream file = Assets.class.getClassLoader().getResourceAsStream(FILES.get(name))) {
            if (file == null) {
                throw new IllegalStateException("there is no " + FILES.get(name));
            }
            byte[] bytes = file.readAllBytes();
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new Asset(
                    bytes,
                    Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1))),
                    digest.substring(0, DIGITS_OF_VERSION));
        } catch (IOException | NoSuchAlgorithmException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
