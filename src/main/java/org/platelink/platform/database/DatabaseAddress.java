package org.platelink.platform.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketFactory;
import org.platelink.platform.server.PrivateFiles;

/**
 * Address of the embedded PostgreSQL: a Unix domain socket in a folder that only this user can access, or, where the
 * platform has no Unix sockets, a port of the loopback interface. Both require a password.
 *
 * @param folder the folder of the socket; null for a port
 * @param port the port of the loopback interface, or the number in the socket's name
 */
record DatabaseAddress(@Nullable Path folder, int port) {

    private static final int NUMBER_OF_SOCKETS = 5432;

    /** The longest socket path, in bytes, that every system accepts; Linux takes 107 bytes, macOS 103. */
    private static final int LONGEST_PATH = 103;

    /** Line numbers (from 0) in {@code postmaster.pid}. */
    private static final int PORT_LINE = 3;

    private static final int SOCKET_LINE = 4;

    /** The address for the database of a data folder. */
    static DatabaseAddress of(Path home) throws IOException {
        // So that the socket library unpacks its native part into a folder where nobody else can replace it.
        System.setProperty(
                "org.newsclub.net.unix.library.tmpdir", socketFolder(home).toString());
        return AFUNIXSocket.isSupported() ? socket(home) : loopback();
    }

    private static Path socketFolder(Path home) throws IOException {
        Path folder = home.resolve("run");
        PrivateFiles.folder(folder);
        return folder;
    }

    private static DatabaseAddress socket(Path home) throws IOException {
        DatabaseAddress near = new DatabaseAddress(socketFolder(home), NUMBER_OF_SOCKETS);
        // createTempDirectory creates a new folder, private to this user, so nobody else can have prepared it.
        return near.socket().toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH
                ? near
                : new DatabaseAddress(Files.createTempDirectory("platelink-"), NUMBER_OF_SOCKETS);
    }

    /** A port of the loopback interface that is free at this moment. */
    static DatabaseAddress loopback() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new DatabaseAddress(null, socket.getLocalPort());
        }
    }

    /**
     * The address that a running PostgreSQL wrote into its {@code postmaster.pid}.
     *
     * @param files its data directory
     */
    static DatabaseAddress read(Path files) throws IOException {
        List<String> lines = Files.readAllLines(files.resolve("postmaster.pid"));
        String folder = lines.get(SOCKET_LINE).trim();
        return new DatabaseAddress(
                folder.isEmpty() ? null : Path.of(folder),
                Integer.parseInt(lines.get(PORT_LINE).trim()));
    }

    private Path socket() {
        return Objects.requireNonNull(folder).resolve(".s.PGSQL." + port);
    }

    /** The JDBC URL. */
    String url() {
        if (folder == null) {
            return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?reWriteBatchedInserts=true";
        }
        return "jdbc:postgresql://localhost/postgres?reWriteBatchedInserts=true&sslmode=disable&gssEncMode=disable&socketFactory="
                + AFUNIXSocketFactory.FactoryArg.class.getName() + "&socketFactoryArg="
                + URLEncoder.encode(socket().toString(), StandardCharsets.UTF_8);
    }

    /** The command line options that make {@code postgres} listen on this address only. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of("-p", Integer.toString(port)));
        // In double quotes the path may contain blanks and commas.
        String quoted = folder == null ? "" : "\"" + folder.toString().replace("\"", "\"\"") + "\"";
        options.addAll(List.of("-c", "unix_socket_directories=" + quoted));
        options.addAll(List.of("-c", "unix_socket_permissions=0700"));
        options.addAll(List.of("-c", "listen_addresses=" + (folder == null ? "127.0.0.1" : "")));
        return options;
    }

    /** The line of {@code pg_hba.conf} that lets these roles log in at this address with SCRAM passwords. */
    String admitting(String roles) {
        return folder == null
                ? "host postgres " + roles + " 127.0.0.1/32 scram-sha-256"
                : "local postgres " + roles + " scram-sha-256";
    }

    /** Deletes the socket's folder if it was created outside of the data folder. */
    void remove(Path home) throws IOException {
        if (folder != null && !folder.startsWith(home) && Files.isDirectory(folder)) {
            PostgresPrograms.delete(folder);
        }
    }
}
