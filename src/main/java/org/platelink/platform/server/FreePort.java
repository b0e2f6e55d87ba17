package org.platelink.platform.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Listener that checks that the server's port is free before anything else is done. The web server binds its port at
 * the end of the start, and the person at the console would wait until then to learn that it is taken.
 */
class FreePort implements ApplicationListener<ApplicationPreparedEvent> {

    private static final int LAST_PORT = 65535;

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        String number = environment.getProperty("server.port", "0");
        int port = number.matches("\\d{1,5}") ? Integer.parseInt(number) : LAST_PORT + 1;
        if (port > LAST_PORT) {
            throw new StartUpRefused("SERVER_PORT must be the number of a port, from 1 to " + LAST_PORT + ".");
        }
        String address = environment.getProperty("server.address");
        try (ServerSocket socket = new ServerSocket(port, 1, address == null ? null : InetAddress.getByName(address))) {
            // The port is free; the web server binds it when the server is ready to answer.
        } catch (IOException failure) {
            // The web server reports any other problem with the address.
            PortInUseException.throwIfPortBindingException(failure, () -> port);
        }
    }
}
