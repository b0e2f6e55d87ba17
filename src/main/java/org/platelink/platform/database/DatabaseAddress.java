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
 * Where a PostgreSQL of the server's own listens: on a Unix socket in a folder of this user's alone, or, where the platform has
 * none, on a port of the loopback interface. It asks for a password on either.
 *
 * @param folder of the socket; null where it is a port
 * @param port of the loopback interface, or the number in the socket's name
 */
record DatabaseAddress(@Nullable Path folder, int port) {

    private static final int NUMBER_OF_SOCKETS = 5432;

    /** The longest path of a socket that every system takes; Linux takes 107 bytes, macOS 103. */
    private static final int LONGEST_PATH = 103;

    /** The lines of {@code postmaster.pid}. */
    private static final int PORT_LINE = 3;

    private static final int SOCKET_LINE = 4;

    /** An address for a database whose folder is this. */
    static DatabaseAddress of(Path home) throws IOException {
        // The library's native half is unpacked where nobody else can put another.
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
        // A folder that is made by this is nobody else's, and nobody can have made it before.
        return near.socket().toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH
                ? near
                : new DatabaseAddress(Files.createTempDirectory("platelink-"), NUMBER_OF_SOCKETS);
    }

    /** A port of the loopback interface that is free now. */
    static DatabaseAddress loopback() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new DatabaseAddress(null, socket.getLocalPort());
        }
    }

    /**
     * Where a PostgreSQL that runs says that it listens.
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

    /** For the driver. */
    String url() {
        if (folder == null) {
            return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?reWriteBatchedInserts=true";
        }
        return "jdbc:postgresql://localhost/postgres?reWriteBatchedInserts=true&sslmode=disable&gssEncMode=disable&socketFactory="
                + AFUNIXSocketFactory.FactoryArg.class.getName() + "&socketFactoryArg="
                + URLEncoder.encode(socket().toString(), StandardCharsets.UTF_8);
    }

    /** For {@code postgres}, so that it listens here and nowhere else. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of("-p", Integer.toString(port)));
        // In quotation marks a path may hold blanks and commas.
        String quoted = folder == null ? "" : "\"" + folder.toString().replace("\"", "\"\"") + "\"";
        options.addAll(List.of("-c", "unix_socket_directories=" + quoted));
        options.addAll(List.of("-c", "unix_socket_permissions=0700"));
        options.addAll(List.of("-c", "listen_addresses=" + (folder == null ? "127.0.0.1" : "")));
        return options;
    }

    /** How a line of {@code pg_hba.conf} for this address begins and goes on after the roles. */
    String admitting(String roles) {
        return folder == null
                ? "host postgres " + roles + " 127.0.0.1/32 scram-sha-256"
                : "local postgres " + roles + " scram-sha-256";
    }

    /** Takes away a folder that was made for the socket outside of the data folder. */
    void remove(Path home) throws IOException {
        if (folder != null && !folder.startsWith(home) && Files.isDirectory(folder)) {
            PostgresPrograms.delete(folder);
        }
    }
}
