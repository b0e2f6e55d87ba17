package org.platelink.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.platelink.platform.server.PrivateFiles;

/**
 * The three PostgreSQL roles of the embedded database and their random passwords, in a file of the folder
 * {@code keys}. None of them is a superuser.
 */
final class Roles {

    /** Owns the server's data. */
    static final String SERVER = "platelink_server";

    /** Adds to the audit trail and reads it. */
    static final String AUDIT = "platelink_audit";

    /** Owns the tables of the audit trail. */
    static final String TRAIL = "platelink_trail";

    private static final List<String> ALL = List.of(SERVER, AUDIT, TRAIL);
    private static final String MADE_BY = "made-by";
    private static final int PASSWORD_BYTES = 32;

    private final Path file;
    private final Properties kept;

    private Roles(Path file, Properties kept) {
        this.file = file;
        this.kept = kept;
    }

    /** Reads the roles of a data folder, with new passwords where it has none yet. */
    static Roles in(Path keys) throws IOException {
        Path file = keys.resolve("database.properties");
        Properties kept = new Properties();
        if (Files.exists(file)) {
            kept.load(new StringReader(Files.readString(file)));
        }
        SecureRandom random = new SecureRandom();
        for (String role : ALL) {
            byte[] password = new byte[PASSWORD_BYTES];
            random.nextBytes(password);
            if (kept.putIfAbsent(role, Base64.getUrlEncoder().withoutPadding().encodeToString(password)) == null) {
                // The database does not know the new password yet.
                kept.remove(MADE_BY);
            }
        }
        return new Roles(file, kept);
    }

    String password(String role) {
        return kept.getProperty(role);
    }

    /** Whether the roles with these passwords were created in the database, by this version of roles.sql. */
    boolean areMade() {
        return digest().equals(kept.getProperty(MADE_BY));
    }

    /** The SQL that creates the roles, for a superuser: commands that end with a semicolon and an empty line. */
    String script() {
        StringBuilder script = new StringBuilder(sql());
        for (String role : ALL) {
            // No escaping needed: Base64 has no quotation mark.
            script.append("alter role ")
                    .append(role)
                    .append(" password '")
                    .append(password(role))
                    .append("';\n\n");
        }
        return script.toString();
    }

    /** Writes the file. To be called before the script runs: a password that is not saved would be lost. */
    void write() throws IOException {
        StringWriter text = new StringWriter();
        kept.store(text, "The server's roles in its own database");
        PrivateFiles.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Marks the roles as created. To be called after the script has run. */
    void made() throws IOException {
        kept.setProperty(MADE_BY, digest());
        write();
    }

    static String sql() {
        try (InputStream sql = Objects.requireNonNull(Roles.class.getResourceAsStream("roles.sql"))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String digest() {
        try {
            byte[] sql = sql().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sql));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
